const zoneLetters: Readonly<Record<string, string>> = {
  'us-east-1': 'abcdef',
  'us-west-1': 'ab',
  'us-west-2': 'abcd',
  'ca-central-1': 'abd',
  'ap-northeast-1': 'acd',
  'ap-northeast-2': 'abcd',
};

/** The availability zones of a region, as a default VPC has them; three where nothing else is known. */
export function availabilityZones(region: string): readonly string[] {
  return [...(zoneLetters[region] ?? 'abc')].map((letter) => `${region}${letter}`);
}
