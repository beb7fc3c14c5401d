/** A list as people type it: with commas, semicolons or on lines of their own. */
export function readValues(text: string): readonly string[] {
  const values = text.split(/[,;\n]/).map((value) => value.trim());
  return [...new Set(values)].filter((value) => value !== '');
}

/** Domains of a list, in lower case; what is written as an address or a web address counts, too. */
export function readDomains(text: string): {
  readonly domains: readonly string[];
  readonly wrong: readonly string[];
} {
  const values = readValues(text.replace(/\s+/g, ','));
  const domains = values.map((value) =>
    value
      .toLowerCase()
      .replace(/^https?:\/\/(www\.)?|^.*@/, '')
      .replace(/\/.*$/, ''),
  );
  const isDomain = (value: string | undefined): boolean =>
    value !== undefined && /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(value);
  return {
    domains: [...new Set(domains.filter(isDomain))],
    wrong: values.filter((_, index) => !isDomain(domains[index])),
  };
}
