/** In this name roles are assumed. */
export const schedulerService = 'scheduler.amazonaws.com';
