-- Whatever is here may be run again over what a run that was cut off has left.

-- What is created again and again, by its definition as JSON. Times that there are not are 0.
-- application: whose code defines it, if one's does. zone_data: the version of the time-zone data that next_at was reckoned by.
-- due_at: when it comes next, where it may. waiting_at: a time that waits for the end of its last execution.
CREATE TABLE IF NOT EXISTS execution_schedule (
  name        VARCHAR(100)  COLLATE "C" NOT NULL,
  definition  TEXT          NOT NULL,
  paused      BOOLEAN       NOT NULL,
  application VARCHAR(100)  COLLATE "C" NULL,
  retired     BOOLEAN       NOT NULL DEFAULT FALSE,
  anchor_at   BIGINT        NOT NULL,
  next_at     BIGINT        NOT NULL,
  waiting_at  BIGINT        NOT NULL,
  last_id     BIGINT        NOT NULL,
  last_for    BIGINT        NOT NULL,
  skipped     BIGINT        NOT NULL,
  missed      BIGINT        NOT NULL,
  last_error  VARCHAR(1000) NULL,
  zone_data   VARCHAR(20)   COLLATE "C" NOT NULL DEFAULT '',
  due_at      BIGINT        GENERATED ALWAYS AS (CASE WHEN paused = FALSE AND retired = FALSE AND next_at > 0 THEN next_at END) STORED,
  PRIMARY KEY (name)
) WITH (fillfactor = 50);

CREATE INDEX IF NOT EXISTS execution_schedule_due ON execution_schedule (due_at);
CREATE INDEX IF NOT EXISTS execution_schedule_waiting ON execution_schedule (waiting_at);
CREATE INDEX IF NOT EXISTS execution_schedule_last ON execution_schedule (last_id);

-- Which executions (id) schedules have created, also when they are gone: for no time twice. Lists by schedule go along it.
CREATE TABLE IF NOT EXISTS execution_scheduled (
  schedule      VARCHAR(100) COLLATE "C" NOT NULL,
  scheduled_for BIGINT       NOT NULL,
  id            BIGINT       NOT NULL,
  created_at    BIGINT       NOT NULL,
  PRIMARY KEY (schedule, scheduled_for)
);

CREATE INDEX IF NOT EXISTS execution_scheduled_list ON execution_scheduled (schedule, created_at, id);
CREATE INDEX IF NOT EXISTS execution_scheduled_age ON execution_scheduled (scheduled_for, schedule);

-- What the application of a node defines in its code. since: when the node joined first. definition: NULL if it does not fit.
CREATE TABLE IF NOT EXISTS execution_schedule_definition (
  node_id    BIGINT       NOT NULL,
  name       VARCHAR(100) COLLATE "C" NOT NULL,
  definition TEXT             NULL,
  paused     BOOLEAN      NOT NULL,
  since      BIGINT       NOT NULL,
  PRIMARY KEY (node_id, name)
);

CREATE INDEX IF NOT EXISTS execution_schedule_definition_name ON execution_schedule_definition (name);
