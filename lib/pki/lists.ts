/** A field with the values, each once and sorted; no field where there are none. */
export function unlessEmpty(field: string, values: string[] | undefined): { [field: string]: string[] } {
  return values && values.length > 0 ? { [field]: [...new Set(values)].sort() } : {};
}
