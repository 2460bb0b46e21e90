-- Times are microseconds since 1970-01-01T00:00Z: no zone, no gap in spring.
-- Texts compare by their bytes, whatever the database's own collation.
-- Rows that change all the time keep room on their page, so that no index hears of it.

CREATE TABLE IF NOT EXISTS execution_ids (
  id      SMALLINT NOT NULL,
  next_id BIGINT   NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_ids_one CHECK (id = 1)
) WITH (fillfactor = 10);

INSERT INTO execution_ids (id, next_id) VALUES (1, 1) ON CONFLICT DO NOTHING;

CREATE SEQUENCE IF NOT EXISTS execution_node_seq START WITH 1 INCREMENT BY 1 CACHE 1;

-- Every move leaves a dead row and dead index entries: they go before walks along an index meet many.
-- What follows from the columns above, so that each index hears of a move once, or not at all.
-- holder: who has it: -3 nobody, it was recovered; -2 nobody, it is due; -1 nobody, it waits; -4 nobody, others of its key are
-- ahead of it; -5 as -4, and it was recovered; its node; null at the end.
-- due_at: until when it waits. stage: open as long as it lives. lane, lane_holder: its queue and key, and its holder, as long as
-- it lives; null for all that have no key.
CREATE TABLE IF NOT EXISTS execution (
  id               BIGINT       NOT NULL,
  type             VARCHAR(100) COLLATE "C" NOT NULL,
  status           VARCHAR(9)   COLLATE "C" NOT NULL,
  revision         INT          NOT NULL DEFAULT 1,
  claim_rank       SMALLINT     NULL,
  priority         SMALLINT     NOT NULL,
  input            TEXT         NOT NULL,
  output           TEXT         NULL,
  input_bytes      BIGINT       NOT NULL DEFAULT 0,
  output_bytes     BIGINT       NULL,
  error_message    VARCHAR(1000) NULL,
  attempt          INT          NOT NULL,
  failures         INT          NOT NULL,
  interruptions    INT          NOT NULL,
  rollbacks        INT          NOT NULL DEFAULT 0,
  max_attempts     INT          NOT NULL,
  timeout_ms       BIGINT       NULL,
  run_at           BIGINT       NOT NULL,
  created_at       BIGINT       NOT NULL,
  started_at       BIGINT       NULL,
  finished_at      BIGINT       NULL,
  recovered_at     BIGINT       NULL,
  node_id          BIGINT       NULL,
  node             VARCHAR(100) NULL,
  cancel_requested BOOLEAN      NOT NULL,
  overdue          BOOLEAN      NOT NULL,
  queue            VARCHAR(100) COLLATE "C" NOT NULL DEFAULT 'default',
  concurrency_key  VARCHAR(255) COLLATE "C" NULL,
  turn_key         VARCHAR(255) COLLATE "C" NOT NULL DEFAULT '',
  created_by       VARCHAR(100)  NULL,
  cancelled_by     VARCHAR(100)  NULL,
  retried_by       VARCHAR(100)  NULL,
  schedule         VARCHAR(100) COLLATE "C" NULL,
  scheduled_for    BIGINT        NULL,
  tags             VARCHAR(1012) COLLATE "C" NULL,
  unique_key       VARCHAR(255) COLLATE "C" NULL,
  expires_at       BIGINT        NULL,
  backoff          VARCHAR(200) COLLATE "C" NULL,
  holder           BIGINT       GENERATED ALWAYS AS (COALESCE(node_id, CASE WHEN claim_rank > 2 THEN -1 - claim_rank ELSE claim_rank - 3 END)) STORED,
  due_at           BIGINT       GENERATED ALWAYS AS (CASE WHEN claim_rank = 2 THEN run_at END) STORED,
  stage            VARCHAR(9) COLLATE "C" GENERATED ALWAYS AS (CASE WHEN finished_at IS NULL THEN 'open' ELSE status END) STORED,
  lane             VARCHAR(356) COLLATE "C" GENERATED ALWAYS AS (CASE WHEN concurrency_key IS NOT NULL AND finished_at IS NULL THEN queue || ' ' || concurrency_key END) STORED,
  lane_holder      BIGINT       GENERATED ALWAYS AS (CASE WHEN concurrency_key IS NOT NULL AND finished_at IS NULL THEN COALESCE(node_id, CASE WHEN claim_rank > 2 THEN -1 - claim_rank ELSE claim_rank - 3 END) END) STORED,
  PRIMARY KEY (id),
  CONSTRAINT execution_status CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  CONSTRAINT execution_pending CHECK ((status = 'pending') = (claim_rank IS NOT NULL)),
  CONSTRAINT execution_running CHECK ((status = 'running') = (node_id IS NOT NULL)),
  CONSTRAINT execution_claimed CHECK (status <> 'running' OR (started_at IS NOT NULL AND node IS NOT NULL AND attempt >= 1)),
  CONSTRAINT execution_ended CHECK ((status IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CONSTRAINT execution_completed CHECK (status <> 'completed' OR error_message IS NULL),
  CONSTRAINT execution_failed CHECK (status <> 'failed' OR error_message IS NOT NULL)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE INDEX IF NOT EXISTS execution_work ON execution (holder, type, queue, priority DESC, turn_key, run_at, id) WHERE holder IS NOT NULL;
CREATE INDEX IF NOT EXISTS execution_waiting ON execution (due_at, id) WHERE due_at IS NOT NULL;
-- Who of a key runs, is due and is next: nothing that has no key moves there.
CREATE INDEX IF NOT EXISTS execution_lane ON execution (lane, lane_holder, priority DESC, run_at, id) WHERE lane IS NOT NULL;
-- Lists, by when they were created and when they ended: neither a claim nor another attempt moves an entry.
CREATE INDEX IF NOT EXISTS execution_by_stage ON execution (stage, created_at, id);
CREATE INDEX IF NOT EXISTS execution_by_type ON execution (stage, type, created_at, id);
CREATE INDEX IF NOT EXISTS execution_ended ON execution (stage, finished_at, id) WHERE finished_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS execution_ended_by_type ON execution (stage, type, finished_at, id) WHERE finished_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS execution_attempt (
  execution_id  BIGINT        NOT NULL,
  attempt       INT           NOT NULL,
  node          VARCHAR(100)  NOT NULL,
  started_at    BIGINT        NOT NULL,
  finished_at   BIGINT        NOT NULL,
  outcome       VARCHAR(11)   COLLATE "C" NOT NULL,
  error_message VARCHAR(1000) NULL,
  error_detail  TEXT          NULL,
  output        TEXT          NULL,
  PRIMARY KEY (execution_id, attempt)
);

-- Lists by tag go along it. What an execution shows of its tags stands in its own row.
CREATE TABLE IF NOT EXISTS execution_tag (
  tag        VARCHAR(100) COLLATE "C" NOT NULL,
  created_at BIGINT       NOT NULL,
  id         BIGINT       NOT NULL,
  PRIMARY KEY (tag, created_at, id)
);

-- Which execution of a type has a key: as long as it is unfinished, or until a time. turn: one more whenever who has it may have changed.
CREATE TABLE IF NOT EXISTS execution_unique (
  type         VARCHAR(100) COLLATE "C" NOT NULL,
  unique_key   VARCHAR(255) COLLATE "C" NOT NULL,
  execution_id BIGINT       NOT NULL,
  held_until   BIGINT       NULL,
  turn         BIGINT       NOT NULL,
  PRIMARY KEY (type, unique_key)
) WITH (fillfactor = 50);

-- When executions expire unless they have started. Rows stay until then, whatever becomes of their executions.
CREATE TABLE IF NOT EXISTS execution_expiry (
  expires_at BIGINT NOT NULL,
  id         BIGINT NOT NULL,
  PRIMARY KEY (expires_at, id)
);

-- What is done to many executions at once. place: how far its walk has come, null where there is nothing to walk any more.
-- The parts behind it hold ids: those given, and those to be tried again. part: how many are done; taken: how many ids of the next one.
CREATE TABLE IF NOT EXISTS execution_bulk (
  id            BIGINT        NOT NULL,
  verb          VARCHAR(6)    COLLATE "C" NOT NULL,
  state         VARCHAR(9)    COLLATE "C" NOT NULL,
  selection     TEXT          NULL,
  asked_by      VARCHAR(200)  NOT NULL,
  created_at    BIGINT        NOT NULL,
  finished_at   BIGINT        NULL,
  place         VARCHAR(100)  COLLATE "C" NULL,
  part          INT           NOT NULL,
  taken         INT           NOT NULL,
  parts         INT           NOT NULL,
  matched       BIGINT        NOT NULL,
  done          BIGINT        NOT NULL,
  skipped       BIGINT        NOT NULL,
  failed        BIGINT        NOT NULL,
  error_message VARCHAR(1000) NULL,
  node_id       BIGINT        NULL,
  fence         BIGINT        NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_bulk_verb CHECK (verb IN ('cancel', 'retry', 'delete')),
  CONSTRAINT execution_bulk_state CHECK (state IN ('running', 'completed', 'stopped', 'failed')),
  CONSTRAINT execution_bulk_ended CHECK ((state = 'running') = (finished_at IS NULL))
) WITH (fillfactor = 50);

CREATE INDEX IF NOT EXISTS execution_bulk_newest ON execution_bulk (created_at, id);
CREATE INDEX IF NOT EXISTS execution_bulk_by_state ON execution_bulk (state, created_at, id);
CREATE INDEX IF NOT EXISTS execution_bulk_age ON execution_bulk (finished_at, id);

CREATE TABLE IF NOT EXISTS execution_bulk_part (
  bulk_id    BIGINT NOT NULL,
  part       INT    NOT NULL,
  tries      INT    NOT NULL,
  not_before BIGINT NOT NULL,
  ids        TEXT   NOT NULL,
  PRIMARY KEY (bulk_id, part)
);

CREATE TABLE IF NOT EXISTS execution_gate (
  id             SMALLINT NOT NULL,
  turn           BIGINT   NOT NULL,
  max_concurrent INT      NOT NULL,
  paused         BOOLEAN  NOT NULL,
  retention_ms   BIGINT   NULL,
  feed_since     BIGINT   NULL,
  feed_until     BIGINT   NULL,
  queues         INT NOT NULL DEFAULT 0,
  release_place  VARCHAR(356) COLLATE "C" NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_gate_one CHECK (id = 1),
  CONSTRAINT execution_gate_limit CHECK (max_concurrent BETWEEN 1 AND 10000)
) WITH (fillfactor = 10);

-- Queues that somebody has set; the gate's row says how many there are. rate_at: when one that starts would be in time.
-- in_turns: whether its keys take turns, or have taken them; turns: which of each rank and priority had its turn last, as JSON.
CREATE TABLE IF NOT EXISTS execution_queue (
  name           VARCHAR(100) COLLATE "C" NOT NULL,
  max_concurrent INT     NULL,
  paused         BOOLEAN NOT NULL,
  rate_count     INT     NULL,
  rate_period_ms BIGINT  NULL,
  rate_burst     INT     NULL,
  rate_at        BIGINT NOT NULL DEFAULT 0,
  max_per_key    INT     NULL,
  fair           BOOLEAN NOT NULL DEFAULT FALSE,
  in_turns       BOOLEAN NOT NULL DEFAULT FALSE,
  turns          TEXT NULL,
  PRIMARY KEY (name)
) WITH (fillfactor = 50);

-- By which nodes know each other's datagrams. Made when the first one needs it.
CREATE TABLE IF NOT EXISTS execution_hint_key (
  id       SMALLINT NOT NULL,
  hint_key CHAR(64) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_hint_key_one CHECK (id = 1)
);

-- Whose turn it is to remove what is old, and until when others leave it alone.
-- scheduled_from: what schedules created for earlier times is forgotten.
CREATE TABLE IF NOT EXISTS execution_sweep (
  id             SMALLINT NOT NULL,
  node_id        BIGINT   NULL,
  ends_at        BIGINT   NOT NULL,
  scheduled_from BIGINT   NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  CONSTRAINT execution_sweep_one CHECK (id = 1)
);

INSERT INTO execution_sweep (id, ends_at) VALUES (1, 0) ON CONFLICT DO NOTHING;

-- serves: the queues that it serves, with a comma around each; null for all.
CREATE TABLE IF NOT EXISTS execution_node (
  id               BIGINT        NOT NULL,
  name             VARCHAR(100)  COLLATE "C" NOT NULL,
  home             VARCHAR(36)   COLLATE "C" NULL,
  application      VARCHAR(100)  COLLATE "C" NOT NULL DEFAULT '',
  state            VARCHAR(8)    COLLATE "C" NOT NULL,
  beat             BIGINT        NOT NULL,
  started_at       BIGINT        NOT NULL,
  last_beat_at     BIGINT        NOT NULL,
  workers          INT           NOT NULL,
  lease_ms         BIGINT        NOT NULL,
  poll_interval_ms BIGINT        NOT NULL,
  last_poll_at     BIGINT        NULL,
  last_poll_micros BIGINT        NULL,
  next_poll_at     BIGINT        NULL,
  last_error       VARCHAR(1000) NULL,
  polls_asked      BIGINT        NOT NULL DEFAULT 0,
  replays          BIGINT        NOT NULL DEFAULT 0,
  hears_at         VARCHAR(100)  COLLATE "C" NULL,
  serves           TEXT COLLATE "C" NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_node_state CHECK (state IN ('polling', 'draining', 'stopped', 'dead'))
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS execution_node_type (
  node_id       BIGINT       NOT NULL,
  type          VARCHAR(100) COLLATE "C" NOT NULL,
  example_input TEXT         NOT NULL,
  queue         VARCHAR(100) COLLATE "C" NOT NULL DEFAULT 'default',
  PRIMARY KEY (node_id, type)
);

CREATE INDEX IF NOT EXISTS execution_node_type_nodes ON execution_node_type (type);

-- Nodes that found due work, idle workers and no slot. Written behind the gate, each row by its own node only.
CREATE TABLE IF NOT EXISTS execution_want (
  node_id   BIGINT NOT NULL,
  slots     INT    NOT NULL,
  since     BIGINT NOT NULL,
  lapses_at BIGINT NOT NULL,
  PRIMARY KEY (node_id)
) WITH (fillfactor = 50);
