/** The number after the `x` of a web service id. */
export function recordNumber(id: string): number {
  return Number(id.split('x').at(-1));
}
