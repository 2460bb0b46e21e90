-- Whatever is here may be run again over what a run that was cut off has left.

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
  queues    LONGTEXT      CHARACTER SET ascii COLLATE ascii_bin NULL,
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

-- How many ended when, for each type, for each queue (type ':' and its name) and for all together (type ''), by minutes, and again by quarters of an hour and by hours.
-- kind: 0 all that ended; 1 those that waited, 2 those that ran so long as the bucket says.
CREATE TABLE IF NOT EXISTS execution_series (
  minutes  SMALLINT     NOT NULL COMMENT '1, 15 or 60',
  type     VARCHAR(101) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  began_at BIGINT       NOT NULL,
  status   VARCHAR(9)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind     SMALLINT     NOT NULL,
  bucket   SMALLINT     NOT NULL,
  amount   BIGINT       NOT NULL,
  PRIMARY KEY (minutes, type, began_at, status, kind, bucket)
) ENGINE = InnoDB;

CREATE INDEX IF NOT EXISTS execution_series_age ON execution_series (minutes, began_at, type);
