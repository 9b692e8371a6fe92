/** Organizations' ids: lower-case letters and digits. */
export const idAlphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
