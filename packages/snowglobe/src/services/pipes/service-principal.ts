/** In this name roles are assumed. */
export const pipesService = 'pipes.amazonaws.com';
