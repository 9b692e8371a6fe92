export { allowing, type LambdaGlobe, roleArn, startLambda } from './lambda-test-globe.ts';
