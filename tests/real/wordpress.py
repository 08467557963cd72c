"""A real WordPress from Debian's packages on a loopback address: MariaDB on a socket, PHP's own server."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SOURCE = Path("/usr/share/wordpress")
THEME = "twentytwentythree"
CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT',
  'NONCE_SALT'] as $name) define($name, 'test');
define('WP_HOME', '{home}'); define('WP_SITEURL', '{home}');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_CONTENT_DIR', '{folder}/wp-content'); define('WP_CONTENT_URL', '{home}/wp-content');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', '{folder}/');
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
$_SERVER['HTTP_HOST'] = '{host}'; define('WP_INSTALLING', true);
require '{folder}/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('{title}', 'admin', 'admin@warta.example', true, '', 'rahasia-uji');
update_option('timezone_string', 'Asia/Makassar');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('blogdescription', ''); switch_theme('{theme}'); update_option('posts_per_rss', 50);
wp_delete_post(1, true); wp_delete_post(2, true); $wp_rewrite->init(); flush_rewrite_rules();
"""
POST = """<?php
$_SERVER['HTTP_HOST'] = '{host}'; require '{folder}/wp-load.php';
$post = json_decode(file_get_contents('php://stdin'), true);
$id = wp_insert_post(['ID' => $post['id'] ?? 0, 'post_title' => $post['title'], 'post_content' => $post['content'],
  'post_date' => $post['date'], 'post_status' => 'publish', 'post_author' => 1], true);
if (is_wp_error($id)) {{ fwrite(STDERR, $id->get_error_message()); exit(1); }}
echo json_encode(['id' => $id, 'link' => get_permalink($id)]);
"""
CLOSE_REST = """<?php
add_filter('rest_authentication_errors', function() { return new WP_Error('no', 'no', ['status' => 401]); });
"""
ROUTER = (
    "<?php $p = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);"
    "if (is_file($p)) return false; $_SERVER['SCRIPT_NAME'] = '/index.php'; require __DIR__ . '/index.php';"
)
WAYS = {"rest": "/wp-json/wp/v2/posts?per_page=1", "feed": "/feed/"}
CLOSE_FEED = "<?php add_action('do_feed_rss2', function() { status_header(404); exit; }, 1);"


class WordPress:
    """A running site."""

    def __init__(self, folder: Path, home: str) -> None:
        self.folder, self.home = folder, home

    def php(self, script: str, given: str = "") -> str:
        """Run a script inside WordPress."""
        filled = script.format(
            folder=self.folder, host=self.home.removeprefix("http://"), title="Warta Uji", theme=THEME
        )
        done = subprocess.run(["php"], input=filled, capture_output=True, text=True, check=False) if not given else None
        if done is None:
            path = self.folder.parent / "script.php"
            path.write_text(filled, encoding="utf-8")
            done = subprocess.run(["php", str(path)], input=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def post(self, title: str, paragraphs: list[str], date: str, post_id: int = 0) -> dict[str, object]:
        """Publish or change a post; `date` is local to the site."""
        content = "\n\n".join(f"<!-- wp:paragraph --><p>{text}</p><!-- /wp:paragraph -->" for text in paragraphs)
        given = json.dumps({"id": post_id, "title": title, "content": content, "date": date})
        found: dict[str, object] = json.loads(self.php(POST, given))
        return found

    def close(self, *ways: str) -> None:
        """Close these ways in (`rest`, `feed`) and open the others; return when the server does as told."""
        for name, code in (("rest", CLOSE_REST), ("feed", CLOSE_FEED)):
            self.plug(name, code if name in ways else "<?php")
        _until(lambda: all(self._open(name) is (name not in ways) for name in WAYS))

    def _open(self, way: str) -> bool:
        try:
            return httpx.get(f"{self.home}{WAYS[way]}", timeout=20, trust_env=False).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def plug(self, name: str, code: str) -> None:
        """Install a must-use plug-in."""
        (self.folder / "wp-content" / "mu-plugins").mkdir(exist_ok=True)
        (self.folder / "wp-content" / "mu-plugins" / f"{name}.php").write_text(code, encoding="utf-8")


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_wordpress(base: Path) -> Iterator[WordPress]:
    """Start database and site in a folder; stop them at the end."""
    site = WordPress(base / "site", f"http://127.0.0.1:{free_port()}")
    _unpack(site, base / "db.sock")
    with _database(base):
        site.php(INSTALL)
        with _server(site):
            yield site


def _unpack(site: WordPress, database: Path) -> None:
    """Copy the package into the site's folder, with its theme and a configuration of ours."""
    shutil.copytree(SOURCE, site.folder, symlinks=False, ignore_dangling_symlinks=True)
    theme = site.folder / "wp-content" / "themes" / THEME
    if not theme.exists():
        shutil.copytree(SOURCE / "wp-content" / "themes" / THEME, theme)
    config = site.folder / "wp-config.php"
    config.unlink(missing_ok=True)
    config.write_text(CONFIG.format(socket=database, home=site.home, folder=site.folder), encoding="utf-8")


@contextmanager
def _database(base: Path) -> Iterator[None]:
    """Run MariaDB on a socket in a folder, with an empty database for WordPress."""
    data, sock = f"--datadir={base / 'db'}", base / "db.sock"
    install = ["--no-defaults", data, "--user=root", "--auth-root-authentication-method=normal"]
    subprocess.run(["mariadb-install-db", *install], check=True, capture_output=True)
    serve = [
        "--no-defaults",
        data,
        f"--socket={sock}",
        "--skip-networking",
        "--user=root",
        f"--pid-file={base / 'db.pid'}",
    ]
    create = ["mariadb", "--no-defaults", "-uroot", f"-S{sock}", "-e", "CREATE DATABASE IF NOT EXISTS wordpress"]
    with _running(["mariadbd", *serve]) as database:
        _until(lambda: subprocess.run(create, capture_output=True, check=False).returncode == 0, database)
        yield


@contextmanager
def _server(site: WordPress) -> Iterator[None]:
    """Serve a site by PHP's own server until it is no longer needed."""
    router = site.folder / "router.php"
    router.write_text(ROUTER, encoding="utf-8")
    # a cache of compiled files would serve a changed plug-in as it was, for two seconds
    command = ["php", "-d", "opcache.enable=0", "-S", site.home.removeprefix("http://"), "-t", str(site.folder)]
    with _running([*command, str(router)], PHP_CLI_SERVER_WORKERS="2") as server:
        _until(lambda: _answers(site.home), server)
        yield


@contextmanager
def _running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a group of its own, and end the group: PHP's workers do not end with their parent."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _answers(home: str) -> bool:
    try:
        return httpx.get(f"{home}/", timeout=20, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _until(ready: Callable[[], bool], process: subprocess.Popen[bytes] | None = None, seconds: float = 180) -> None:
    """Wait for a condition, however slow the machine is; a process that died will never fulfil it."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert process is None or process.poll() is None, f"it ended with {process.returncode}"
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.3)
