-- Times are microseconds since 1970-01-01T00:00Z: no zone, no year 2038, no gap in spring.
-- Whatever is here may be run again over what a run that was cut off has left.

CREATE TABLE IF NOT EXISTS execution_ids (
  id      TINYINT NOT NULL,
  next_id BIGINT  NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_ids_one CHECK (id = 1)
) ENGINE = InnoDB;

INSERT IGNORE INTO execution_ids (id, next_id) VALUES (1, 1);

-- Not cached: a cached one on Galera needs INCREMENT BY 0. Its values are taken behind the gate only.
CREATE SEQUENCE IF NOT EXISTS execution_node_seq START WITH 1 INCREMENT BY 1 NOCACHE ENGINE = InnoDB;

-- What follows from the columns above, so that each index hears of a move once, or not at all.
-- holder: who has it: -3 nobody, it was recovered; -2 nobody, it is due; -1 nobody, it waits; its node; null at the end.
-- due_at: until when it waits. stage: open as long as it lives.
CREATE TABLE IF NOT EXISTS execution (
  id               BIGINT       NOT NULL,
  type             VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status           VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  revision         INT          NOT NULL DEFAULT 1,
  claim_rank       TINYINT      NULL COMMENT '0 recovered, 1 due, 2 waits for run_at',
  priority         SMALLINT     NOT NULL,
  input            LONGTEXT     NOT NULL,
  output           LONGTEXT     NULL,
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
  queue            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'default',
  concurrency_key  VARCHAR(255) COLLATE utf8mb4_nopad_bin NULL,
  created_by       VARCHAR(100)  NULL,
  cancelled_by     VARCHAR(100)  NULL,
  retried_by       VARCHAR(100)  NULL,
  schedule         VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
  scheduled_for    BIGINT        NULL,
  holder           BIGINT       GENERATED ALWAYS AS (COALESCE(node_id, claim_rank - 3)) STORED,
  due_at           BIGINT       GENERATED ALWAYS AS (CASE WHEN claim_rank = 2 THEN run_at END) STORED,
  stage            VARCHAR(9) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (CASE WHEN finished_at IS NULL THEN 'open' ELSE status END) STORED,
  PRIMARY KEY (id),
  CONSTRAINT execution_status CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  CONSTRAINT execution_pending CHECK ((status = 'pending') = (claim_rank IS NOT NULL)),
  CONSTRAINT execution_running CHECK ((status = 'running') = (node_id IS NOT NULL)),
  CONSTRAINT execution_claimed CHECK (status <> 'running' OR (started_at IS NOT NULL AND node IS NOT NULL AND attempt >= 1)),
  CONSTRAINT execution_ended CHECK ((status IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CONSTRAINT execution_completed CHECK (status <> 'completed' OR error_message IS NULL),
  CONSTRAINT execution_failed CHECK (status <> 'failed' OR error_message IS NOT NULL)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What is to be claimed, in that order, and each node's runs: a look reads nothing else of what runs.
CREATE INDEX IF NOT EXISTS execution_work ON execution (holder, type, priority DESC, run_at, id, attempt, cancel_requested, input_bytes);
CREATE INDEX IF NOT EXISTS execution_waiting ON execution (due_at);
-- Lists, by when they were created and when they ended: neither a claim nor another attempt moves an entry.
CREATE INDEX IF NOT EXISTS execution_by_stage ON execution (stage, created_at, id);
CREATE INDEX IF NOT EXISTS execution_by_type ON execution (stage, type, created_at, id);
CREATE INDEX IF NOT EXISTS execution_ended ON execution (stage, finished_at, id);
CREATE INDEX IF NOT EXISTS execution_ended_by_type ON execution (stage, type, finished_at, id);

CREATE TABLE IF NOT EXISTS execution_attempt (
  execution_id  BIGINT        NOT NULL,
  attempt       INT           NOT NULL,
  node          VARCHAR(100)  NOT NULL,
  started_at    BIGINT        NOT NULL,
  finished_at   BIGINT        NOT NULL,
  outcome       VARCHAR(11)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  error_message VARCHAR(1000) NULL,
  error_detail  LONGTEXT      NULL,
  output        LONGTEXT      NULL,
  PRIMARY KEY (execution_id, attempt)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What is done to many executions at once. place: how far its walk has come, null where there is nothing to walk any more.
-- The parts behind it hold ids: those given, and those to be tried again. part: how many are done; taken: how many ids of the next one.
CREATE TABLE IF NOT EXISTS execution_bulk (
  id            BIGINT        NOT NULL,
  verb          VARCHAR(6)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state         VARCHAR(9)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  selection     LONGTEXT      NULL,
  asked_by      VARCHAR(200)  NOT NULL,
  created_at    BIGINT        NOT NULL,
  finished_at   BIGINT        NULL,
  place         VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NULL,
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX IF NOT EXISTS execution_bulk_newest ON execution_bulk (created_at, id);
CREATE INDEX IF NOT EXISTS execution_bulk_by_state ON execution_bulk (state, created_at, id);
CREATE INDEX IF NOT EXISTS execution_bulk_age ON execution_bulk (finished_at, id);

CREATE TABLE IF NOT EXISTS execution_bulk_part (
  bulk_id    BIGINT NOT NULL,
  part       INT    NOT NULL,
  tries      INT    NOT NULL,
  not_before BIGINT NOT NULL,
  ids        LONGTEXT NOT NULL,
  PRIMARY KEY (bulk_id, part)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS execution_gate (
  id             TINYINT NOT NULL,
  turn           BIGINT  NOT NULL,
  max_concurrent INT     NOT NULL,
  paused         BOOLEAN NOT NULL,
  retention_ms   BIGINT  NULL,
  feed_since     BIGINT  NULL,
  feed_until     BIGINT  NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_gate_one CHECK (id = 1),
  CONSTRAINT execution_gate_limit CHECK (max_concurrent BETWEEN 1 AND 10000)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS execution_gate_ticket (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE = InnoDB;

-- By which nodes know each other's datagrams. Made when the first one needs it.
CREATE TABLE IF NOT EXISTS execution_hint_key (
  id       TINYINT  NOT NULL,
  hint_key CHAR(64) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_hint_key_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- Whose turn it is to remove what is old, and until when others leave it alone.
CREATE TABLE IF NOT EXISTS execution_sweep (
  id      TINYINT  NOT NULL,
  node_id BIGINT   NULL,
  ends_at BIGINT   NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_sweep_one CHECK (id = 1)
) ENGINE = InnoDB;

INSERT IGNORE INTO execution_sweep (id, ends_at) VALUES (1, 0);

CREATE TABLE IF NOT EXISTS execution_node (
  id               BIGINT        NOT NULL,
  name             VARCHAR(100)  NOT NULL,
  home             VARCHAR(36)   NULL,
  state            VARCHAR(8)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
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
  hears_at         VARCHAR(100)  NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_node_state CHECK (state IN ('polling', 'draining', 'stopped', 'dead'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS execution_node_type (
  node_id       BIGINT       NOT NULL,
  type          VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  example_input LONGTEXT     NOT NULL,
  PRIMARY KEY (node_id, type)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX IF NOT EXISTS execution_node_type_nodes ON execution_node_type (type);

-- Nodes that found due work, idle workers and no slot. Written behind the gate, each row by its own node only.
CREATE TABLE IF NOT EXISTS execution_want (
  node_id   BIGINT NOT NULL,
  slots     INT    NOT NULL,
  since     BIGINT NOT NULL,
  lapses_at BIGINT NOT NULL,
  PRIMARY KEY (node_id)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS execution_total (
  type   VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ended  BIGINT       NOT NULL,
  PRIMARY KEY (type, status)
) ENGINE = InnoDB;

-- What each transaction has changed: the totals, and, where it was an end, the series, with the buckets of its minute.
-- moves: those that were made outside the gate; untold: 1 as long as the events do not have them.
CREATE TABLE IF NOT EXISTS execution_delta (
  id        BIGINT        NOT NULL AUTO_INCREMENT,
  type      VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status    VARCHAR(9)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ended     BIGINT        NOT NULL,
  minute_at BIGINT        NULL,
  waited    VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ran       VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NULL,
  moves     LONGTEXT      CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  untold    SMALLINT      NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB;

CREATE INDEX IF NOT EXISTS execution_delta_untold ON execution_delta (untold);

-- Who moved, in the order of the gate, while somebody listens. part: the id of a delta that was made outside the gate; the gate's own are behind those.
CREATE TABLE IF NOT EXISTS execution_event (
  turn        BIGINT NOT NULL,
  part        BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  moves       LONGTEXT NOT NULL,
  PRIMARY KEY (turn, part)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Whose turn it is to add them up, and behind which of them to look for more.
CREATE TABLE IF NOT EXISTS execution_fold (
  id         TINYINT  NOT NULL,
  turn       BIGINT   NOT NULL,
  place      BIGINT   NOT NULL,
  next_place BIGINT   NOT NULL,
  moves_at   BIGINT   NOT NULL,
  walks_at   BIGINT   NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_fold_one CHECK (id = 1)
) ENGINE = InnoDB;

INSERT IGNORE INTO execution_fold (id, turn, place, next_place, moves_at, walks_at) VALUES (1, 0, 0, 0, 0, 0);

-- How many ended when, for each type and for all together (type ''), by minutes, and again by quarters of an hour and by hours.
-- kind: 0 all that ended; 1 those that waited, 2 those that ran so long as the bucket says.
CREATE TABLE IF NOT EXISTS execution_series (
  minutes  SMALLINT     NOT NULL COMMENT '1, 15 or 60',
  type     VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  began_at BIGINT       NOT NULL,
  status   VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind     SMALLINT     NOT NULL,
  bucket   SMALLINT     NOT NULL,
  amount   BIGINT       NOT NULL,
  PRIMARY KEY (minutes, type, began_at, status, kind, bucket)
) ENGINE = InnoDB;

CREATE INDEX IF NOT EXISTS execution_series_age ON execution_series (minutes, began_at, type);

-- What is created again and again, by its definition as JSON. Times that there are not are 0.
-- due_at: when it comes next, where it may. waiting_at: a time that waits for the end of its last execution.
CREATE TABLE IF NOT EXISTS execution_schedule (
  name       VARCHAR(100)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  definition LONGTEXT      NOT NULL,
  paused     BOOLEAN       NOT NULL,
  anchor_at  BIGINT        NOT NULL,
  next_at    BIGINT        NOT NULL,
  waiting_at BIGINT        NOT NULL,
  last_id    BIGINT        NOT NULL,
  last_for   BIGINT        NOT NULL,
  skipped    BIGINT        NOT NULL,
  missed     BIGINT        NOT NULL,
  last_error VARCHAR(1000) NULL,
  due_at     BIGINT        GENERATED ALWAYS AS (CASE WHEN paused = FALSE AND next_at > 0 THEN next_at END) STORED,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX IF NOT EXISTS execution_schedule_due ON execution_schedule (due_at);
CREATE INDEX IF NOT EXISTS execution_schedule_waiting ON execution_schedule (waiting_at);
CREATE INDEX IF NOT EXISTS execution_schedule_last ON execution_schedule (last_id);

-- Which executions (id) schedules have created, also when they are gone: for no time twice. Lists by schedule go along it.
CREATE TABLE IF NOT EXISTS execution_scheduled (
  schedule      VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  scheduled_for BIGINT       NOT NULL,
  id            BIGINT       NOT NULL,
  created_at    BIGINT       NOT NULL,
  PRIMARY KEY (schedule, scheduled_for)
) ENGINE = InnoDB;

CREATE INDEX IF NOT EXISTS execution_scheduled_list ON execution_scheduled (schedule, created_at, id);
CREATE INDEX IF NOT EXISTS execution_scheduled_age ON execution_scheduled (scheduled_for, schedule);

-- By which browsers tell the cookies of several clusters on one host apart.
CREATE TABLE IF NOT EXISTS execution_cluster (
  id   TINYINT  NOT NULL,
  name CHAR(12) NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT execution_cluster_one CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- The tokens named admin, operator and viewer come from the settings.
CREATE TABLE IF NOT EXISTS execution_token (
  name         VARCHAR(100) NOT NULL,
  role         VARCHAR(8)   NOT NULL,
  hash         CHAR(64)     NOT NULL,
  created_at   BIGINT       NOT NULL,
  expires_at   BIGINT       NULL,
  last_used_at BIGINT       NULL,
  PRIMARY KEY (name),
  CONSTRAINT execution_token_role CHECK (role IN ('viewer', 'operator', 'admin'))
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- It holds as long as the token of that name has that hash.
CREATE TABLE IF NOT EXISTS execution_session (
  hash       CHAR(64)     NOT NULL,
  token      VARCHAR(100) NOT NULL,
  token_hash CHAR(64)     NOT NULL,
  created_at BIGINT       NOT NULL,
  expires_at BIGINT       NOT NULL,
  PRIMARY KEY (hash)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

CREATE INDEX IF NOT EXISTS execution_session_end ON execution_session (expires_at, hash);
CREATE INDEX IF NOT EXISTS execution_session_token ON execution_session (token);

-- Who did what. merge_key: address and minute of sign-ins that were refused, which are counted in one row.
CREATE TABLE IF NOT EXISTS execution_audit (
  id            BIGINT        NOT NULL AUTO_INCREMENT,
  happened_at   BIGINT        NOT NULL,
  who           VARCHAR(100) NOT NULL,
  role          VARCHAR(11)  NOT NULL,
  address       VARCHAR(100) NULL,
  node          VARCHAR(100) NOT NULL,
  action        VARCHAR(100) NOT NULL,
  target_kind   VARCHAR(20)  NOT NULL,
  target_id     VARCHAR(100) NOT NULL,
  before_values LONGTEXT NULL,
  after_values  LONGTEXT NULL,
  times         BIGINT        NULL,
  merge_key     VARCHAR(150) NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE UNIQUE INDEX IF NOT EXISTS execution_audit_merged ON execution_audit (merge_key);
CREATE INDEX IF NOT EXISTS execution_audit_time ON execution_audit (happened_at, id);
CREATE INDEX IF NOT EXISTS execution_audit_who ON execution_audit (who, happened_at, id);
CREATE INDEX IF NOT EXISTS execution_audit_action ON execution_audit (action, happened_at, id);
CREATE INDEX IF NOT EXISTS execution_audit_target ON execution_audit (target_id, happened_at, id);
-- For filters together, each of which may let much through where both let through nothing.
CREATE INDEX IF NOT EXISTS execution_audit_who_action ON execution_audit (who, action, happened_at, id);
CREATE INDEX IF NOT EXISTS execution_audit_target_who ON execution_audit (target_id, who, happened_at, id);
CREATE INDEX IF NOT EXISTS execution_audit_target_action ON execution_audit (target_id, action, happened_at, id);
CREATE INDEX IF NOT EXISTS execution_audit_target_who_action ON execution_audit (target_id, who, action, happened_at, id);

CREATE TABLE IF NOT EXISTS execution_idempotency (
  caller       VARCHAR(100) NOT NULL,
  request_key  VARCHAR(255) NOT NULL,
  request_hash CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ids          LONGTEXT     NOT NULL,
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (caller, request_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX IF NOT EXISTS execution_idempotency_age ON execution_idempotency (created_at);
