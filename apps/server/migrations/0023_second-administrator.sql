-- Up Migration

-- What one administrator began and another has to confirm (docs/adr/0007).
ALTER TABLE users
  -- Who asked for the roles in requested_roles; null for those asked for before this was kept.
  ADD COLUMN requested_by uuid,
  -- Another organisation and department: the system administrator's to ask for, the security administrator's to grant.
  ADD COLUMN requested_organisation varchar(12),
  ADD COLUMN requested_department_id uuid,
  -- A new password for an administrator, begun by one security administrator, and when.
  ADD COLUMN reset_asked_by uuid,
  ADD COLUMN reset_asked_at timestamptz,
  ADD CONSTRAINT users_reset_asked CHECK ((reset_asked_by IS NULL) = (reset_asked_at IS NULL));
