/**
 * SQL over ID numbers, for hundreds of millions of rows. It only sorts rows: what it can't settle goes to
 * `readIdNumber`, which decides.
 */

/** Σ digit·2^k of three digits, mod 11, at list position v+1: MOD 11-2 reads a number's digits in base two. */
export const SET_WEIGHTS = `set variable anju_weights = (
  select list((((v % 10) + 2 * ((v // 10) % 10) + 4 * (v // 100)) % 11)::tinyint order by v) from range(1000) r(v))`;

/** The 18 digits of a key as a number, 0 in place of X; null when there are none. */
export const digitsOf = (key: string) =>
  `try_cast(case when suffix(${key}, 'X') then left(${key}, 17) || '0' else ${key} end as bigint)`;

/**
 * Wraps a relation that has key columns, adding `sum_<key>`: the weighted digit sum mod 11, the check character
 * counted as its digit and X as 0. Step by step, because a division costs ten times a multiplication here.
 */
export function withDigitSums(relation: string, keys: readonly string[]): string {
  const each = (text: (key: string) => string) => keys.map(text).join(', ');
  const steps = [
    each((k) => `${digitsOf(k)} as n_${k}`),
    each((k) => `n_${k} // 1000000000 as a_${k}`),
    each((k) => `n_${k} - a_${k} * 1000000000 as b_${k}, a_${k} // 1000000 as a1_${k}`),
    each((k) => `b_${k} // 1000000 as b1_${k}, a_${k} - a1_${k} * 1000000 as ar_${k}`),
    each((k) => `b_${k} - b1_${k} * 1000000 as br_${k}, ar_${k} // 1000 as a2_${k}`),
    each((k) => `br_${k} // 1000 as b2_${k}`),
  ];
  const nested = steps.reduce((inner, step) => `(select *, ${step} from ${inner})`, relation);
  const weigh = (index: string, power: number) =>
    `${2 ** power % 11} * getvariable('anju_weights')[${index} + 1]::int`;
  const sum = (k: string) =>
    [
      weigh(`a1_${k}`, 15),
      weigh(`a2_${k}`, 12),
      weigh(`(ar_${k} - a2_${k} * 1000)`, 9),
      weigh(`b1_${k}`, 6),
      weigh(`b2_${k}`, 3),
      weigh(`(br_${k} - b2_${k} * 1000)`, 0),
    ].join(' + ');
  return `(select *, ${each((k) => `(${sum(k)}) % 11 as sum_${k}`)} from ${nested})`;
}

/** Whether the checksum over `withDigitSums` holds: the sum is 1, or 1 - 10 with an X, mod 11. Null: no number. */
export const checksumHolds = (key: string) => `sum_${key} = case when suffix(${key}, 'X') then 2 else 1 end`;

/** Whether the number in a column came with its check character: 15 digits have none. */
export const hasCheck = (column: string) => `(strlen(${column}) = 18 or strlen(anju_bare(${column})) = 18)`;

const FULL_WIDTH = '０１２３４５６７８９Ｘｘ';
const HALF_WIDTH = '0123456789XX';
const DECORATION =
  '[\\s\'"`´‘’“”=\\x{00A0}\\x{3000}\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}\\x{2010}-\\x{2015}\\x{2212}-]';

/** A 15-digit number as 18 digits: 19 inserted, the check character computed. */
const EXPANDED = `left(t, 6) || '19' || right(t, 9) || ('10X98765432')[1 + ((${[
  7, 9, 10, 5, 8, 4, 6, 3, 7, 9, 10, 5, 8, 4, 2,
]
  .map((weight, at) => `${weight} * (ascii(t[${at + 1}]) - 48)`)
  .join(' + ')} + 2 * 1 + 1 * 9) % 11)::int]`;

export const CREATE_MACROS: readonly string[] = [
  `create macro anju_expand(t) as ${EXPANDED}`,
  `create macro anju_bare(t) as
     upper(regexp_replace(translate(t, '${FULL_WIDTH}', '${HALF_WIDTH}'), '${DECORATION.replaceAll("'", "''")}', '', 'g'))`,
  `create macro anju_key(t) as case
     when strlen(anju_bare(t)) = 18 then anju_bare(t)
     when strlen(anju_bare(t)) = 15 then anju_expand(anju_bare(t)) end`,
];

/**
 * The number of a column as it is joined: 18 plain bytes as they are, others without decoration and 15 digits
 * expanded; null when that gives no 18 characters.
 */
export const keyOf = (column: string) =>
  `case when strlen(${column}) = 18 and not suffix(${column}, 'x') then ${column} else anju_key(${column}) end`;
