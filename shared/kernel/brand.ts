declare const brand: unique symbol

/** A primitive that carries its meaning: a `RecordId` cannot be passed where a `DeviceId` is wanted. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
