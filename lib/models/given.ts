/** An object with that one key, or an empty one when there is no value: for spreading into options. */
export const given = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as Record<K, T>);
