/** A query, parsed. Values keep the exact text between the quotes: MySQL reads it, not VTQL. */

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

export type Literal =
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'number'; readonly raw: string };

export type Condition =
  | {
      readonly kind: 'comparison';
      readonly field: string;
      readonly operator: Comparison;
      readonly value: Literal;
    }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly Literal[] };

export type Query = {
  readonly columns:
    | { readonly kind: 'all' }
    | { readonly kind: 'count' }
    | { readonly kind: 'fields'; readonly names: readonly string[] };
  readonly modules: readonly string[];
  /** Alternatives of conditions that must all hold: AND binds tighter than OR. */
  readonly where: readonly (readonly Condition[])[];
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
  readonly limit: { readonly offset: number; readonly count: number } | undefined;
};
