-- Up Migration

-- 知道了 takes a notice from one person's inbox (requirements A12). The matter stays open for everybody else whom
-- the notice addresses, until the act that settles it.
CREATE TABLE inbox_dismissals (
  county  char(6)     NOT NULL,
  item_id uuid        NOT NULL,
  user_id uuid        NOT NULL,
  at      timestamptz NOT NULL,
  CONSTRAINT inbox_dismissals_pk PRIMARY KEY (county, item_id, user_id),
  CONSTRAINT inbox_dismissals_item FOREIGN KEY (county, item_id) REFERENCES inbox_items (county, id)
);
SELECT anju_protect_county('inbox_dismissals');
ALTER TABLE inbox_items DROP COLUMN done_by;
