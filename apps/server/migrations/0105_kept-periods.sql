-- Up Migration

-- What a form counts, kept from the signature on: neither a holiday entered later nor another due day moves it.
ALTER TABLE reports
  ADD COLUMN counted_from date,
  ADD COLUMN counted_to date,
  ADD COLUMN nominal_due date;

-- Of those signed or sent before this: as their due days were then.
-- The owner reaches the rows of all counties only while row security is not forced on it.
ALTER TABLE reports NO FORCE ROW LEVEL SECURITY;
ALTER TABLE report_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE campaigns NO FORCE ROW LEVEL SECURITY;
UPDATE reports SET
  counted_from = least(greatest(k.first, k.starts_on), k.last),
  counted_to = k.last,
  nominal_due = reports.due_on
FROM (
  SELECT r.county, r.id, c.starts_on,
    CASE
      WHEN f.form->>'every' = 'once' THEN c.starts_on
      WHEN f.form->>'every' = 'half-month' AND right(r.period, 2) = '-2' THEN (left(r.period, 7) || '-16')::date
      WHEN f.form->>'reports' = 'same-month' AND f.form->>'every' = 'month' THEN coalesce(
        (SELECT max(b.due_on) + 1 FROM reports b WHERE b.county = r.county AND b.campaign_id = r.campaign_id
          AND b.form = r.form AND b.period < r.period),
        CASE WHEN c.joined_on IS NULL THEN c.starts_on ELSE (r.due_on - interval '1 month')::date + 1 END)
      ELSE (left(r.period, 7) || '-01')::date END AS first,
    greatest(c.starts_on, least(c.ends_on, CASE
      WHEN f.form->>'every' = 'once' THEN c.ends_on
      WHEN f.form->>'every' = 'half-month' AND right(r.period, 2) = '-1' THEN (left(r.period, 7) || '-15')::date
      WHEN f.form->>'reports' = 'same-month' AND f.form->>'every' = 'month' THEN r.due_on
      ELSE ((left(r.period, 7) || '-01')::date + interval '1 month')::date - 1 END)) AS last
  FROM reports r
  JOIN campaigns c ON c.county = r.county AND c.id = r.campaign_id
  JOIN LATERAL jsonb_array_elements(c.content->'forms') AS f (form) ON f.form->>'form' = r.form
  WHERE r.state = 'approved'
    OR EXISTS (SELECT FROM report_versions v WHERE v.county = r.county AND v.report_id = r.id)) k
WHERE reports.county = k.county AND reports.id = k.id;
ALTER TABLE reports FORCE ROW LEVEL SECURITY;
ALTER TABLE report_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE campaigns FORCE ROW LEVEL SECURITY;

ALTER TABLE reports ADD CONSTRAINT reports_kept CHECK (
  (counted_from IS NULL) = (counted_to IS NULL) AND (counted_from IS NULL) = (nominal_due IS NULL)
  AND counted_from <= counted_to);
