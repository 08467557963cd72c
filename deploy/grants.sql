-- What each role may do: run as the owner of the tables (pantau_migrate) after each change of the schema.
-- `pantau upgrade`, `pantau db upgrade` and `pantau restore` do it by themselves for the roles that exist.
-- Each statement names one role, so that an installation may have some of them only; all may be repeated.

-- Crawls, understands, sends, forgets. It makes no account and no token, tells no false version of the schema, and the
-- audit and the chain of the evidence only grow: of the audit it may blank names whose time is over, nothing else.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM pantau_crawl;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pantau_crawl;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pantau_crawl;
REVOKE INSERT, UPDATE, DELETE ON alembic_version, web_user, api_token FROM pantau_crawl;
REVOKE UPDATE, DELETE ON audit, evidence_line FROM pantau_crawl;
GRANT UPDATE (detail) ON audit TO pantau_crawl;

-- What the pages may write: people, decisions, wishes. Never articles, crawls or the outbox: a hole in the pages forges
-- no report and sends no message. Who saw what stays in the audit. Sealed pages are opened by exports alone.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM pantau_web;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pantau_web;
GRANT INSERT, UPDATE, DELETE ON
  web_user, web_session, api_token, web_ticket, saved_search,
  incident, incident_article, incident_event, incident_mention, incident_severity, incident_number,
  pair_score, link_constraint, link_profile, link_key, link_suggestion, official_count,
  decision, mute, subscription, acknowledgement
TO pantau_web;
GRANT INSERT ON audit TO pantau_web;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pantau_web;
REVOKE SELECT ON evidence_key FROM pantau_web;

-- Who only reads needs no secrets of others.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM pantau_read;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pantau_read;
REVOKE SELECT ON web_user, web_session, api_token, web_ticket, evidence_key FROM pantau_read;

-- A backup holds everything, and changes nothing: pg_dump reads sequences, too.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM pantau_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO pantau_backup;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO pantau_backup;
