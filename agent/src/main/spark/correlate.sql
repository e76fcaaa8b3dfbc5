-- What the verb correlate decides of every pair of a producer and a broker, as Spark SQL over a view "records" of the agent's records, for fleets
-- whose records lie in a lake (the schema is needed: without it a field that no record has, as outcome in a healthy fleet, would be no column):
--   spark.read.schema("time STRING, event STRING, outcome STRING, verdict STRING, local_ip STRING, peer_ip STRING, peer_port INT")
--     .json("s3://.../*.jsonl").createOrReplaceTempView("records")
-- The rules are those of io.kafkatcp.correlate.Rules, and a test holds both to the same verdicts. Neighbour tables and inventory are the command line's
-- alone.
WITH signs AS (
  SELECT local_ip, peer_ip, peer_port, ms, CAST(floor(ms / 60000) AS BIGINT) AS minute, sign FROM (
  SELECT local_ip, peer_ip, peer_port,
         -- connection_alive tells of the minute that is over
         unix_millis(to_timestamp(time)) - CASE WHEN event = 'connection_alive' THEN 60000 ELSE 0 END AS ms,
         CASE
           WHEN event IN ('connection_opened', 'connection_alive') OR event = 'post_idle_send' AND outcome = 'answered' THEN 'ok'
           -- somebody answered the SYN: for the network that is a success
           WHEN event = 'connect_failed' AND (outcome IN ('tls', 'auth', 'reset') OR outcome = 'timeout' AND verdict = 'broker_silent') THEN 'answered'
           WHEN event = 'connect_failed' AND outcome IN ('timeout', 'unreachable', 'refused') THEN outcome
           ELSE 'other'
         END AS sign
  FROM records
  WHERE local_ip IS NOT NULL AND peer_ip IS NOT NULL
    AND (event IN ('connection_opened', 'connection_alive', 'connect_failed') OR event = 'post_idle_send' AND outcome = 'answered'))
),
pairs AS (
  SELECT local_ip, peer_ip,
         count_if(sign = 'ok') AS ok,
         count_if(sign = 'timeout') AS timeouts,
         count_if(sign = 'refused') AS refused,
         count_if(sign = 'unreachable') AS unreachable,
         min(ms) AS first_ms,
         max(ms) AS last_ms,
         coalesce(max(CASE WHEN sign IN ('ok', 'answered') THEN ms END), -1) AS last_ok,
         coalesce(max(CASE WHEN sign = 'refused' THEN ms END), -1) AS last_refused
  FROM signs
  GROUP BY local_ip, peer_ip
),
-- ports that refuse as long as they are tried; one that was not tried for a while may be nobody's any more
closed AS (
  SELECT DISTINCT c.local_ip, c.peer_ip FROM (
    SELECT local_ip, peer_ip, max(CASE WHEN sign = 'refused' THEN ms END) AS refused_ms,
           coalesce(max(CASE WHEN sign IN ('ok', 'answered') THEN ms END), -1) AS open_ms
    FROM signs GROUP BY local_ip, peer_ip, peer_port) c
  JOIN pairs p ON c.local_ip = p.local_ip AND c.peer_ip = p.peer_ip
  WHERE c.refused_ms >= c.open_ms AND c.refused_ms >= p.last_ms - 300000
),
-- minutes in which the one's packets reached the other and came back, however the connect ended
reached AS (
  SELECT DISTINCT local_ip, peer_ip, minute FROM signs WHERE sign IN ('ok', 'answered', 'refused')
),
-- minutes with connects that nobody answered
failed_minutes AS (
  SELECT local_ip, peer_ip, minute, count(*) AS n, count_if(sign = 'timeout') AS timeouts, min(ms) AS first_ms, max(ms) AS last_ms
  FROM signs WHERE sign IN ('timeout', 'unreachable') GROUP BY local_ip, peer_ip, minute
),
-- connects in a row that nobody answered, up to now: three or more, over a minute or more
suspects AS (
  SELECT f.local_ip, f.peer_ip, sum(f.timeouts) AS timeouts,
         floor(greatest(min(f.first_ms), max(f.last_ms) - 300000) / 60000) AS from_minute, floor(max(f.last_ms) / 60000) AS to_minute
  FROM failed_minutes f JOIN pairs p ON f.local_ip = p.local_ip AND f.peer_ip = p.peer_ip
  WHERE f.first_ms > greatest(p.last_ok, p.last_refused)
  GROUP BY f.local_ip, f.peer_ip
  HAVING sum(f.n) >= 3 AND max(f.last_ms) - min(f.first_ms) >= 60000
),
-- who else reaches the broker, and what else the producer reaches, in its last five minutes and after it began
witnesses AS (
  SELECT s.local_ip, s.peer_ip, count(DISTINCT r.local_ip) AS producers
  FROM suspects s LEFT JOIN reached r ON r.peer_ip = s.peer_ip AND r.local_ip <> s.local_ip
    AND r.minute BETWEEN s.from_minute + 1 AND s.to_minute
  GROUP BY s.local_ip, s.peer_ip
),
alibis AS (
  SELECT s.local_ip, s.peer_ip, count(DISTINCT r.peer_ip) AS brokers
  FROM suspects s LEFT JOIN reached r ON r.local_ip = s.local_ip AND r.peer_ip <> s.peer_ip
    AND r.minute BETWEEN s.from_minute + 1 AND s.to_minute
  GROUP BY s.local_ip, s.peer_ip
),
-- who else fails there, and where else the producer fails: silence alone is no failure
failing_producers AS (
  SELECT DISTINCT s.local_ip, s.peer_ip FROM suspects s JOIN failed_minutes f ON f.peer_ip = s.peer_ip AND f.local_ip <> s.local_ip
    AND f.minute BETWEEN s.from_minute AND s.to_minute
),
failing_brokers AS (
  SELECT DISTINCT s.local_ip, s.peer_ip FROM suspects s JOIN failed_minutes f ON f.local_ip = s.local_ip AND f.peer_ip <> s.peer_ip
    AND f.minute BETWEEN s.from_minute AND s.to_minute
),
-- such runs that ended with a success: the minutes in a row, broken where the pair was reached in one of them or between
counted AS (
  SELECT f.local_ip, f.peer_ip, f.minute, f.n, f.first_ms, f.last_ms,
         count_if(r.minute < f.minute) AS before_it, count_if(r.minute <= f.minute) AS up_to_it
  FROM failed_minutes f LEFT JOIN reached r ON r.local_ip = f.local_ip AND r.peer_ip = f.peer_ip
  GROUP BY f.local_ip, f.peer_ip, f.minute, f.n, f.first_ms, f.last_ms
),
broken AS (
  SELECT *, CASE WHEN up_to_it > lag(before_it) OVER (PARTITION BY local_ip, peer_ip ORDER BY minute) THEN 1 ELSE 0 END AS breaks FROM counted
),
islands AS (
  SELECT *, sum(breaks) OVER (PARTITION BY local_ip, peer_ip ORDER BY minute) AS island FROM broken
),
earlier AS (
  SELECT DISTINCT i.local_ip, i.peer_ip
  FROM islands i JOIN pairs p ON i.local_ip = p.local_ip AND i.peer_ip = p.peer_ip
  WHERE i.first_ms <= greatest(p.last_ok, p.last_refused)
  GROUP BY i.local_ip, i.peer_ip, i.island
  HAVING sum(i.n) >= 3 AND max(i.last_ms) - min(i.first_ms) >= 60000
)
SELECT p.local_ip, p.peer_ip,
       CASE
         WHEN s.timeouts IS NOT NULL AND w.producers >= 2 AND a.brokers >= 1
           THEN CASE WHEN s.timeouts > 0 THEN 'pair_black_hole' ELSE 'undetermined' END
         WHEN s.timeouts IS NOT NULL AND w.producers = 0 AND fp.local_ip IS NOT NULL THEN 'broker_down'
         WHEN s.timeouts IS NOT NULL AND a.brokers = 0 AND fb.local_ip IS NOT NULL AND w.producers >= 1 THEN 'producer_isolated'
         WHEN s.timeouts IS NOT NULL THEN 'undetermined'
         WHEN c.local_ip IS NOT NULL THEN 'refused'
         WHEN p.last_ok >= 0 AND (e.local_ip IS NOT NULL OR p.refused > 0) THEN 'transient'
         WHEN p.last_ok >= 0 THEN 'healthy'
         ELSE 'undetermined'
       END AS verdict,
       p.ok, p.timeouts, p.refused, p.unreachable, p.first_ms, p.last_ms
FROM pairs p
LEFT JOIN suspects s ON s.local_ip = p.local_ip AND s.peer_ip = p.peer_ip
LEFT JOIN witnesses w ON w.local_ip = p.local_ip AND w.peer_ip = p.peer_ip
LEFT JOIN alibis a ON a.local_ip = p.local_ip AND a.peer_ip = p.peer_ip
LEFT JOIN failing_producers fp ON fp.local_ip = p.local_ip AND fp.peer_ip = p.peer_ip
LEFT JOIN failing_brokers fb ON fb.local_ip = p.local_ip AND fb.peer_ip = p.peer_ip
LEFT JOIN closed c ON c.local_ip = p.local_ip AND c.peer_ip = p.peer_ip
LEFT JOIN earlier e ON e.local_ip = p.local_ip AND e.peer_ip = p.peer_ip
ORDER BY p.peer_ip, p.local_ip
