# SPDX-License-Identifier: Apache-2.0
"""Asks a running server by way of the command-line client."""

import json
import subprocess
import tempfile


class Client:
    """Answers `depth` suggestions for an outcome."""

    def __init__(self, program, server, depth):
        self.command = [program, "map", "--server", server, "--json"]
        self.command += ["--timeout", "300", "--top", str(depth)]

    def map(self, texts, title=None):
        """Mappings of the texts, as the API writes them; as one credential where there is a title,
        if an empty one."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump({"title": title or "", "outcomes": [{"text": text} for text in texts]}, file)
            file.flush()
            mode = [] if title is None else ["--as-credential", "--explain"]
            answer = subprocess.run(
                [*self.command, *mode, file.name], check=True, capture_output=True, text=True
            )
        return json.loads(answer.stdout)["mappings"]
