-- Whatever is here may be run again over what a run that was cut off has left.

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
  existing     LONGTEXT     NULL,
  replaced     BOOLEAN      DEFAULT FALSE NOT NULL,
  created_at   BIGINT       NOT NULL,
  PRIMARY KEY (caller, request_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX IF NOT EXISTS execution_idempotency_age ON execution_idempotency (created_at);
