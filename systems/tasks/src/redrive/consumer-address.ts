/** Where a consumer is, and which events its mapping lets through. */
export interface ConsumerAddress {
  readonly name: string;
  readonly queueUrl: string;
  readonly functionName: string;
  readonly events: 'all' | 'own-region' | 'other-regions';
}

/** Reads the settings `CONSUMER_<NAME>` = `<queue URL> <function name> <events>`. */
export function readConsumers(settings: readonly (readonly [string, string])[]): readonly ConsumerAddress[] {
  return settings.map(([name, value]) => {
    const [queueUrl, functionName, events] = value.split(' ');
    if (queueUrl === undefined || functionName === undefined || !isScope(events)) {
      throw new Error(`CONSUMER_${name} is not "<queue URL> <function name> <events>"`);
    }
    return { name: name.toLowerCase().replaceAll('_', '-'), queueUrl, functionName, events };
  });
}

function isScope(text: string | undefined): text is ConsumerAddress['events'] {
  return text === 'all' || text === 'own-region' || text === 'other-regions';
}

/** Whether the mapping's filter would let an event of this region through. */
export function isMeantFor(consumer: ConsumerAddress, eventRegion: string, ownRegion: string): boolean {
  if (consumer.events === 'all') return true;
  return (consumer.events === 'own-region') === (eventRegion === ownRegion);
}
