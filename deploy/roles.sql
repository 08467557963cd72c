-- Roles of an archive on PostgreSQL, made once by the server's administrator:
--   psql -v ON_ERROR_STOP=1 -f deploy/roles.sql
-- Then `pantau upgrade` as pantau_migrate, which sets the rights of deploy/grants.sql, too.
-- Write passwords of your own in place of '...'.
CREATE ROLE pantau_owner NOLOGIN;
CREATE ROLE pantau_migrate LOGIN PASSWORD '...' IN ROLE pantau_owner;  -- pantau db upgrade
CREATE ROLE pantau_crawl   LOGIN PASSWORD '...';                       -- pantau run, pantau worker
CREATE ROLE pantau_web     LOGIN PASSWORD '...';                       -- pantau web
CREATE ROLE pantau_read    LOGIN PASSWORD '...';                       -- reports, search, exports
CREATE ROLE pantau_backup  LOGIN PASSWORD '...';                       -- pantau backup
CREATE DATABASE pantau OWNER pantau_owner;
\c pantau
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO pantau_crawl, pantau_web, pantau_read, pantau_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE pantau_migrate IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO pantau_crawl;
ALTER DEFAULT PRIVILEGES FOR ROLE pantau_migrate IN SCHEMA public GRANT USAGE ON SEQUENCES TO pantau_crawl;
ALTER DEFAULT PRIVILEGES FOR ROLE pantau_migrate IN SCHEMA public GRANT SELECT ON TABLES TO pantau_web, pantau_read;
ALTER DEFAULT PRIVILEGES FOR ROLE pantau_migrate IN SCHEMA public GRANT SELECT ON TABLES TO pantau_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE pantau_migrate IN SCHEMA public GRANT SELECT ON SEQUENCES TO pantau_backup;
