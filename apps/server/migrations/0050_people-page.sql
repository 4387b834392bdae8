-- Up Migration

-- The page of the users stands under another address than these notices led to.
UPDATE inbox_items SET link = '/people' WHERE link = '/users';
