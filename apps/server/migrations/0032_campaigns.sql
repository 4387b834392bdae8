-- Up Migration

-- A campaign (专项整治). One that a prefecture starts stands once under its own code and once, with the same id,
-- under each county that takes part: a county sees only its own rows.
CREATE TABLE campaigns (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  owner       char(6)     NOT NULL,
  plan        text        NOT NULL,
  title       text        NOT NULL,
  document_no text        NOT NULL DEFAULT '',
  year        integer     NOT NULL,
  place       text        NOT NULL,
  starts_on   date        NOT NULL,
  ends_on     date        NOT NULL,
  -- Scope, categories, phases, forms with their due days and settings: the shape is CampaignPlan in the domain.
  content     jsonb       NOT NULL,
  state       text        NOT NULL,
  ended_on    date,
  ended_reason text       NOT NULL DEFAULT '',
  started_by_name text    NOT NULL,
  changed_by_name text,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT campaigns_pk PRIMARY KEY (county, id),
  CONSTRAINT campaigns_state CHECK (state IN ('running', 'ended')),
  CONSTRAINT campaigns_ended CHECK ((state = 'ended') = (ended_on IS NOT NULL)),
  CONSTRAINT campaigns_period CHECK (starts_on <= ends_on)
);

-- A problem (问题): a confirmed entry of a campaign's ledger, with 五落实 and its way to close-out (销号).
CREATE TABLE problems (
  county        char(6)     NOT NULL,
  id            uuid        NOT NULL,
  region        varchar(12) NOT NULL,
  campaign_id   uuid        NOT NULL,
  number        text        NOT NULL,
  -- Code of the category, and of the item inside it, in the campaign's list; item null where none fits.
  category      text        NOT NULL,
  item          text,
  description   text        NOT NULL,
  source        text        NOT NULL,
  -- Where it comes from: at most one.
  finding_id    uuid,
  clue_id       uuid,
  check_item_id uuid,
  lineage       jsonb       NOT NULL DEFAULT '[]',
  place         text        NOT NULL,
  found_on      date        NOT NULL,
  amount_fen    bigint,
  -- 推动解决群众急难愁盼典型问题: counted in form F2 from the day it is solved.
  pressing      boolean     NOT NULL DEFAULT false,
  state         text        NOT NULL,
  -- 五落实: 任务, 责任, 人员, 进度, 时限.
  task          text        NOT NULL DEFAULT '',
  responsible   text        NOT NULL DEFAULT '',
  staff         text        NOT NULL DEFAULT '',
  progress      text        NOT NULL DEFAULT '',
  deadline      date,
  rectification text        NOT NULL DEFAULT '',
  recovered_fen bigint,
  rectified_on  date,
  rectified_by  uuid,
  rectified_by_name text,
  closed_on     date,
  closed_at     timestamptz,
  closed_by     uuid,
  closed_by_name text,
  reopened      integer     NOT NULL DEFAULT 0,
  -- 回头看: the last day the closed problem was looked at again and found to stand.
  looked_back_on date,
  registered_by uuid        NOT NULL,
  registered_by_name text   NOT NULL,
  changed_by_name text,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  version       integer     NOT NULL DEFAULT 1,
  CONSTRAINT problems_pk PRIMARY KEY (county, id),
  CONSTRAINT problems_number UNIQUE (county, number),
  CONSTRAINT problems_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT problems_finding FOREIGN KEY (county, finding_id) REFERENCES findings (county, id),
  CONSTRAINT problems_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id),
  CONSTRAINT problems_one_source CHECK (num_nonnulls(finding_id, clue_id, check_item_id) <= 1),
  CONSTRAINT problems_state CHECK (state IN ('registered', 'rectifying', 'rectified', 'closed', 'withdrawn')),
  CONSTRAINT problems_amounts CHECK (amount_fen >= 0 AND recovered_fen >= 0),
  CONSTRAINT problems_two_people CHECK (closed_by IS NULL OR closed_by <> rectified_by),
  CONSTRAINT problems_closed CHECK ((state = 'closed') = (closed_on IS NOT NULL))
);
-- A finding becomes a problem of a campaign once, a clue likewise.
CREATE UNIQUE INDEX problems_finding_once ON problems (county, campaign_id, finding_id)
  WHERE finding_id IS NOT NULL AND state <> 'withdrawn';
CREATE UNIQUE INDEX problems_clue_once ON problems (county, campaign_id, clue_id)
  WHERE clue_id IS NOT NULL AND state <> 'withdrawn';
-- The ledger: what is open, by deadline.
CREATE INDEX problems_desk ON problems (county, campaign_id, state, deadline, id);
-- What a form counts as found and as closed in its period.
CREATE INDEX problems_by_found ON problems (county, campaign_id, found_on);
CREATE INDEX problems_by_closed ON problems (county, campaign_id, closed_on) WHERE closed_on IS NOT NULL;

CREATE TABLE problem_notes (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  problem_id uuid        NOT NULL,
  region     varchar(12) NOT NULL,
  act        text        NOT NULL,
  text       text        NOT NULL,
  by_id      uuid,
  by_name    text        NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT problem_notes_pk PRIMARY KEY (county, id),
  CONSTRAINT problem_notes_problem FOREIGN KEY (county, problem_id) REFERENCES problems (county, id)
);
CREATE INDEX problem_notes_by_problem ON problem_notes (county, problem_id, id);

-- Persons held to account (执纪问责), on the two level scales of form F4. A person counts once, each measure once.
CREATE TABLE accountability (
  county           char(6)     NOT NULL,
  id               uuid        NOT NULL,
  region           varchar(12) NOT NULL,
  campaign_id      uuid        NOT NULL,
  problem_id       uuid,
  clue_id          uuid,
  name             text        NOT NULL,
  post             text        NOT NULL,
  -- Keyed digest of the ID number, or else of name and post: the same person in two cases counts once.
  person_key       bytea       NOT NULL,
  discipline_level text        NOT NULL,
  form_level       text        NOT NULL,
  party_member     boolean     NOT NULL,
  public_servant   boolean     NOT NULL,
  party_sanction   text,
  administrative_sanction text,
  admonished       boolean     NOT NULL DEFAULT false,
  organisational   text,
  judicial         boolean     NOT NULL DEFAULT false,
  form             text,
  decided_on       date        NOT NULL,
  document_no      text        NOT NULL,
  decided_by       text        NOT NULL,
  recorded_by_name text        NOT NULL,
  created_at       timestamptz NOT NULL,
  -- A record is never deleted: withdrawn, it stands with its reason and no figure counts it.
  withdrawn_at     timestamptz,
  withdrawn_by_name text,
  withdrawn_reason text,
  version          integer     NOT NULL DEFAULT 1,
  CONSTRAINT accountability_pk PRIMARY KEY (county, id),
  CONSTRAINT accountability_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT accountability_problem FOREIGN KEY (county, problem_id) REFERENCES problems (county, id),
  CONSTRAINT accountability_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id),
  CONSTRAINT accountability_case CHECK (num_nonnulls(problem_id, clue_id) = 1),
  CONSTRAINT accountability_discipline_level CHECK (discipline_level IN ('county', 'township', 'belowTownship')),
  CONSTRAINT accountability_form_level CHECK
    (form_level IN ('county', 'townshipAndBelow', 'villageCadre', 'other')),
  CONSTRAINT accountability_form CHECK (form IN ('first', 'second', 'third', 'fourth')),
  CONSTRAINT accountability_party CHECK (party_sanction IS NULL OR party_member),
  CONSTRAINT accountability_administrative CHECK (administrative_sanction IS NULL OR public_servant),
  -- 政务处分法 art. 22: a village or community cadre gets no more than 记大过.
  CONSTRAINT accountability_village CHECK (form_level <> 'villageCadre'
    OR administrative_sanction IS NULL OR administrative_sanction IN ('警告', '记过', '记大过')),
  CONSTRAINT accountability_something CHECK (party_sanction IS NOT NULL OR administrative_sanction IS NOT NULL
    OR admonished OR organisational IS NOT NULL OR judicial OR form IS NOT NULL)
);
-- The same decision about the same person in the same case is recorded once: a second one would count again.
CREATE UNIQUE INDEX accountability_once
  ON accountability (county, campaign_id, person_key, coalesce(problem_id, clue_id), document_no)
  WHERE withdrawn_at IS NULL;
CREATE INDEX accountability_by_date ON accountability (county, campaign_id, decided_on);
CREATE INDEX accountability_by_problem ON accountability (county, problem_id);

-- 单位 检查 / 通报 of form F4.
CREATE TABLE unit_measures (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  region      varchar(12) NOT NULL,
  campaign_id uuid        NOT NULL,
  problem_id  uuid,
  unit_name   text        NOT NULL,
  measure     text        NOT NULL,
  decided_on  date        NOT NULL,
  document_no text        NOT NULL,
  decided_by  text        NOT NULL DEFAULT '',
  recorded_by_name text   NOT NULL,
  created_at  timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  withdrawn_reason text,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT unit_measures_pk PRIMARY KEY (county, id),
  CONSTRAINT unit_measures_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT unit_measures_measure CHECK (measure IN ('reviewed', 'notified'))
);
-- One decision against one unit is recorded once.
CREATE UNIQUE INDEX unit_measures_once ON unit_measures (county, campaign_id, unit_name, measure, document_no)
  WHERE withdrawn_at IS NULL;
CREATE INDEX unit_measures_by_date ON unit_measures (county, campaign_id, decided_on);

-- 通报曝光 of form F4: one exposure may name several problems, persons and units.
CREATE TABLE exposures (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  campaign_id uuid        NOT NULL,
  exposed_on  date        NOT NULL,
  medium      text        NOT NULL,
  title       text        NOT NULL,
  problem_ids uuid[]      NOT NULL DEFAULT '{}',
  persons     integer     NOT NULL,
  recorded_by_name text   NOT NULL,
  created_at  timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  withdrawn_reason text,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT exposures_pk PRIMARY KEY (county, id),
  CONSTRAINT exposures_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT exposures_persons CHECK (persons >= 0)
);
CREATE INDEX exposures_by_date ON exposures (county, campaign_id, exposed_on);

-- 典型案例 of at most 300 characters, 1–3 a month on form F4.
CREATE TABLE typical_cases (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  campaign_id uuid        NOT NULL,
  problem_id  uuid,
  month       char(7)     NOT NULL,
  text        text        NOT NULL,
  recorded_by_name text   NOT NULL,
  changed_by_name text,
  created_at  timestamptz NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT typical_cases_pk PRIMARY KEY (county, id),
  CONSTRAINT typical_cases_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT typical_cases_length CHECK (char_length(text) BETWEEN 1 AND 300)
);
CREATE INDEX typical_cases_by_month ON typical_cases (county, campaign_id, month);

-- 制度清单, 成果清单 of source 1, and 公布成果 (batches with projects) of form F2.
CREATE TABLE campaign_results (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  campaign_id uuid        NOT NULL,
  kind        text        NOT NULL,
  title       text        NOT NULL,
  document_no text        NOT NULL DEFAULT '',
  content     text        NOT NULL DEFAULT '',
  "on"        date        NOT NULL,
  -- Of a publication: how many projects the batch has.
  projects    integer,
  recorded_by_name text   NOT NULL,
  created_at  timestamptz NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT campaign_results_pk PRIMARY KEY (county, id),
  CONSTRAINT campaign_results_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT campaign_results_kind CHECK (kind IN ('institution', 'achievement', 'publication')),
  CONSTRAINT campaign_results_projects CHECK ((kind = 'publication') = (projects IS NOT NULL) AND projects >= 0)
);
CREATE INDEX campaign_results_by_date ON campaign_results (county, campaign_id, kind, "on");

-- 督办: a notice with a deadline, answered or escalated to the level above.
CREATE TABLE supervisions (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  region      varchar(12) NOT NULL,
  number      text        NOT NULL,
  campaign_id uuid,
  problem_id  uuid,
  clue_id     uuid,
  -- What of the reports is late, for a chase notice: form and period.
  report_key  text,
  organisation varchar(12) NOT NULL,
  organisation_name text  NOT NULL,
  demand      text        NOT NULL,
  issued_on   date        NOT NULL,
  due_on      date        NOT NULL,
  level       integer     NOT NULL DEFAULT 1,
  state       text        NOT NULL,
  answer      text        NOT NULL DEFAULT '',
  answered_on date,
  answered_by uuid,
  answered_by_name text,
  escalated_on date,
  settled_on  date,
  -- Who issued it: the county's own office, or the one above it.
  issuer      varchar(12) NOT NULL DEFAULT '',
  issuer_name text        NOT NULL DEFAULT '',
  issued_by   uuid        NOT NULL,
  issued_by_name text     NOT NULL,
  changed_by_name text,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT supervisions_pk PRIMARY KEY (county, id),
  CONSTRAINT supervisions_number UNIQUE (county, number),
  CONSTRAINT supervisions_state CHECK (state IN ('issued', 'answered', 'settled')),
  CONSTRAINT supervisions_due CHECK (due_on >= issued_on),
  CONSTRAINT supervisions_level CHECK (level BETWEEN 1 AND 3),
  CONSTRAINT supervisions_subject CHECK (num_nonnulls(problem_id, clue_id, report_key) <= 1)
);
-- The desk, and what the hourly escalation looks for: open notices by due date.
CREATE INDEX supervisions_desk ON supervisions (county, state, due_on, id);

-- What was asked, answered, returned and escalated. Texts may name people, so they are not in the event.
CREATE TABLE supervision_notes (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  supervision_id uuid    NOT NULL,
  region     varchar(12) NOT NULL,
  act        text        NOT NULL,
  text       text        NOT NULL,
  by_name    text        NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT supervision_notes_pk PRIMARY KEY (county, id),
  CONSTRAINT supervision_notes_of FOREIGN KEY (county, supervision_id) REFERENCES supervisions (county, id)
);
CREATE INDEX supervision_notes_by_supervision ON supervision_notes (county, supervision_id, id);

-- Spot checks (抽查核实): drawn from a published seed over a frozen list, so that anyone redraws them.
CREATE TABLE checks (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  campaign_id uuid        NOT NULL,
  kind        text        NOT NULL,
  title       text        NOT NULL,
  frame       jsonb       NOT NULL,
  frame_hash  bytea       NOT NULL,
  -- Where the seed will come from, fixed before it exists: a public event of a later day, or dice before witnesses.
  seed_kind   text        NOT NULL DEFAULT 'dice',
  seed_source text        NOT NULL,
  seed_on     date,
  seed        text,
  -- Where anybody can look the seed up, or who saw the dice.
  seed_proof  text,
  size        integer     NOT NULL,
  method      text        NOT NULL,
  frozen_at   timestamptz NOT NULL,
  drawn_at    timestamptz,
  drawn_by_name text,
  by_name     text        NOT NULL,
  -- One that went wrong is void for everybody to see; another one takes its place.
  voided_at   timestamptz,
  voided_by_name text,
  void_reason text,
  replaces    uuid,
  created_at  timestamptz NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT checks_pk PRIMARY KEY (county, id),
  CONSTRAINT checks_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT checks_kind CHECK (kind IN ('household', 'problem', 'look-back')),
  CONSTRAINT checks_seed_kind CHECK (seed_kind IN ('public-event', 'dice')),
  CONSTRAINT checks_drawn CHECK ((seed IS NULL) = (drawn_at IS NULL)),
  CONSTRAINT checks_void CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CONSTRAINT checks_size CHECK (size > 0),
  CONSTRAINT checks_replaces FOREIGN KEY (county, replaces) REFERENCES checks (county, id)
);
-- A void check is replaced once.
CREATE UNIQUE INDEX checks_replaced_once ON checks (county, replaces) WHERE replaces IS NOT NULL;
-- The newest first.
CREATE INDEX checks_newest ON checks (county, id DESC);
CREATE TABLE check_items (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  check_id    uuid        NOT NULL,
  region      varchar(12) NOT NULL,
  -- The household or the problem drawn, its label as frozen, its rank in the draw.
  subject_id  uuid        NOT NULL,
  label       text        NOT NULL,
  rank        integer     NOT NULL,
  self_check  text        NOT NULL,
  spot_check  text,
  remark      text        NOT NULL DEFAULT '',
  checked_on  date,
  checked_by_name text,
  -- A mismatch between self-check and spot check is handed over (source 1).
  transfer_letter text,
  transferred_on date,
  transferred_by_name text,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT check_items_pk PRIMARY KEY (county, id),
  CONSTRAINT check_items_once UNIQUE (county, check_id, subject_id),
  CONSTRAINT check_items_check FOREIGN KEY (county, check_id) REFERENCES checks (county, id),
  CONSTRAINT check_items_self CHECK (self_check IN ('clean', 'problem', 'none')),
  CONSTRAINT check_items_spot CHECK (spot_check IN ('clean', 'problem', 'unreachable')),
  CONSTRAINT check_items_transferred CHECK ((transfer_letter IS NULL) = (transferred_on IS NULL))
);
ALTER TABLE problems ADD CONSTRAINT problems_check_item
  FOREIGN KEY (county, check_item_id) REFERENCES check_items (county, id);

-- 联络人 of form F6; the telephone is sealed.
CREATE TABLE campaign_contacts (
  county       char(6)     NOT NULL,
  campaign_id  uuid        NOT NULL,
  -- Fields that are sealed anew are found by county and id, in every table that has some.
  id           uuid        NOT NULL DEFAULT gen_random_uuid(),
  position     integer     NOT NULL,
  region_name  text        NOT NULL,
  name         text        NOT NULL,
  post         text        NOT NULL,
  phone_sealed bytea       NOT NULL,
  phone_masked text        NOT NULL,
  CONSTRAINT campaign_contacts_pk PRIMARY KEY (county, id),
  CONSTRAINT campaign_contacts_once UNIQUE (county, campaign_id, position),
  CONSTRAINT campaign_contacts_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT campaign_contacts_position CHECK (position BETWEEN 1 AND 4)
);

SELECT anju_protect_county('campaigns');
SELECT anju_protect_region('problems');
SELECT anju_protect_region('problem_notes');
SELECT anju_protect_region('accountability');
SELECT anju_protect_region('unit_measures');
SELECT anju_protect_county('exposures');
SELECT anju_protect_county('typical_cases');
SELECT anju_protect_county('campaign_results');
SELECT anju_protect_region('supervisions');
SELECT anju_protect_region('supervision_notes');
SELECT anju_protect_county('checks');
SELECT anju_protect_region('check_items');
SELECT anju_protect_county('campaign_contacts');
