declare const brand: unique symbol;

/** A primitive that only its own reader may make: an `IdNumber` is not any string, `Fen` is not any number. */
export type Brand<T, B extends string> = T & { readonly [brand]: B };
