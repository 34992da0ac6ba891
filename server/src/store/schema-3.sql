-- Photographs are off unless a facilitator lets them in.

ALTER TABLE network ADD COLUMN allows_photographs INTEGER NOT NULL DEFAULT 0 CHECK (allows_photographs IN (0, 1));
