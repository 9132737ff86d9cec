"""The database that bin/serve serves: a private cluster under var/, or the caller's server."""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from ground import VAR, binaries, cluster, roles
from ground.processes import Service


class Memory(dict):
    """What has to be known again at the next start, passwords among it: readable by its owner alone."""

    def __init__(self, name):
        self.path = VAR / f"{name}.json"
        super().__init__(json.loads(self.path.read_text()) if self.path.exists() else {})

    def keep(self, **changes):
        self.update(changes)
        unfinished = self.path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(self, file)
        unfinished.rename(self.path)

    def forget(self):
        self.clear()
        self.path.unlink(missing_ok=True)


class Given:
    """The caller's server, by an administrator's connection in `DATABASE_URL`."""

    described = f"the database {roles.DATABASE} on the server that DATABASE_URL names"

    def __init__(self, administrator):
        self.administrator = administrator
        self.memory = Memory("given-server")

    def discard(self):
        roles.drop_database(self.administrator)
        if "passwords" not in self.memory:
            self.memory.keep(passwords=roles.new_passwords())

    def open(self, services):
        if "passwords" not in self.memory:
            roles.refuse_strangers(self.administrator)
            self.memory.keep(passwords=roles.new_passwords())
        return roles.ensure(self.administrator, self.memory["passwords"])

    def close(self):
        """Nothing here is ours to stop."""


class Private:
    """A PostgreSQL of our own, listening on a socket in a folder that lasts as long as this run."""

    described = "the private PostgreSQL under var/"

    def __init__(self):
        self.memory = Memory("private-server")
        self.data = self.place()

    def place(self):
        """var/postgres; where PostgreSQL's user cannot enter var/, a folder that everybody can enter."""
        if not self.memory.get("data_elsewhere") and binaries.reachable(VAR):
            return VAR / "postgres"
        self.memory.keep(data_elsewhere=True)
        return self.elsewhere() / "data"

    def elsewhere(self):
        """For the data, or for a copy of the programs alone, when PostgreSQL's user cannot come here."""
        folder = self.memory.get("elsewhere")
        if folder is None or not Path(folder).is_dir():
            if folder is not None:
                print(f"{folder}, which this installation kept, is gone.", flush=True)
            folder = str(binaries.open_folder("relief-kept-", lasting=True))
            self.memory.keep(elsewhere=folder)
        return Path(folder)

    def discard(self):
        if self.data.exists():
            self.cluster(Path("/nonexistent")).settle()
            shutil.rmtree(self.data)
        self.close()
        if "elsewhere" in self.memory:
            shutil.rmtree(self.memory["elsewhere"], ignore_errors=True)
        self.memory.forget()
        self.data = self.place()

    def open(self, services):
        if self.data.exists() and "passwords" not in self.memory:
            sys.exit(f"{self.memory.path} is gone, and with it the passwords of {self.data}: use --fresh.")
        self.close()
        if "passwords" not in self.memory:
            self.memory.keep(passwords=roles.new_passwords(), administrator=cluster.new_password())
        sockets = cluster.socket_folder()
        self.memory.keep(sockets=str(sockets))
        private = self.cluster(sockets)
        private.settle()
        private.make()
        service = Service("database", private.start, signal.SIGINT)
        service.process = private.start()
        services.append(service)
        private.wait_until_ready(service.process)
        return roles.ensure(private.administrator, self.memory["passwords"])

    def cluster(self, sockets):
        return cluster.Cluster(
            binaries.locate(self.elsewhere),
            self.data,
            sockets,
            VAR / "log" / "database.log",
            self.memory.get("administrator", ""),
        )

    def close(self):
        """The sockets' folder goes with the server that used it."""
        if "sockets" in self.memory:
            shutil.rmtree(self.memory["sockets"], ignore_errors=True)
