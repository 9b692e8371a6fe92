// Generated from schemas/ by `npm run types`: change the schema, not this file.

/** A thing that somebody bought. */
export interface Order {
  readonly name: string;
  readonly sku: string;
  readonly price: number;
  readonly shipTo: Address;
  readonly billTo: Address;
}

export interface Address {
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** What the sensors of a motor measured. */
export interface DeviceReading {
  readonly motorid: string;
  readonly sensorData: SensorData;
}

export interface SensorData {
  readonly readingId: string;
  readonly pressure: number;
  readonly temperature: number;
}

/** What was found on a managed instance. */
export interface Inventory {
  readonly SchemaVersion: string;
  readonly TypeName: string;
  readonly Id: string;
  readonly Content: readonly InventoryEntry[];
}

export interface InventoryEntry {
  readonly [name: string]: string;
}

/** Results of a Security Hub insight, in the shape of an EventBridge event. */
export interface SecurityInsight {
  readonly version: string;
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: InsightDetail;
}

export interface InsightDetail {
  readonly actionName: string;
  readonly actionDescription: string;
  readonly insightArn: string;
  readonly insightName: string;
  readonly resultType: string;
  readonly insightResults: readonly InsightResult[];
}

export interface InsightResult {
  readonly [name: string]: number;
}
