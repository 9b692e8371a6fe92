/** The data folder cannot be used; nothing in it was touched. */
export class StoreRefused extends Error {
  override readonly name: string = 'StoreRefused';
}

/** The data folder is ours but some of it is missing or broken. */
export class StoreDamaged extends StoreRefused {
  override readonly name = 'StoreDamaged';

  constructor(what: string) {
    super(`the store is damaged: ${what}`);
  }
}
