-- What a node is asked to do, and how often it had to replay a transaction since its start.

ALTER TABLE execution_node ADD COLUMN polls_asked BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE execution_node ADD COLUMN replays BIGINT DEFAULT 0 NOT NULL;
