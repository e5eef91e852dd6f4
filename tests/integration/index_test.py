# SPDX-License-Identifier: Apache-2.0
"""crosswalk-index on whole, wrong and damaged input."""

import json
import os
import signal
import subprocess
import time
import unittest

import crosswalk_programs as programs
import esco_bundle


class BuildTest(unittest.TestCase):
    def setUp(self):
        self.folder = programs.ScratchFolder(self).path
        self.home = self.folder / "home"

    def english(self):
        return esco_bundle.write_folder(self.folder / "esco-v1.2.0", esco_bundle.english_files())

    def test_folder_and_zip_give_the_same_concepts(self):
        folder = self.english()
        archive = esco_bundle.write_zip(self.folder / "esco-v1.2.0.zip", esco_bundle.english_files())
        programs.build(self.home, [folder], "--no-vectors")
        from_folder = self.inspect(self.home)
        programs.build(self.folder / "zip-home", [archive], "--no-vectors")
        from_zip = self.inspect(self.folder / "zip-home")
        self.assertEqual(from_folder["concept_count"], 40 + 8 + 6 + 3 + 13)
        self.assertEqual(from_folder["frameworks"], from_zip["frameworks"])

    def inspect(self, home):
        shown = subprocess.run([programs.INDEXER, "inspect", "--json", str(home)],
                               capture_output=True, text=True, check=True, timeout=programs.TIMEOUT)
        manifest = json.loads(shown.stdout)
        for framework in manifest["frameworks"]:
            framework.pop("sources", None)  # Folder and zip have different file names.
        return manifest

    def test_verify_and_inspect_a_bilingual_index(self):
        home = programs.shared_home()
        self.assertEqual(programs.verify(home).returncode, 0)
        shown = subprocess.run([programs.INDEXER, "inspect", str(home)], capture_output=True,
                               text=True, timeout=programs.TIMEOUT)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        for part in ("esco", "oqf", "1.2.0", "minilm"):
            self.assertIn(part, shown.stdout)

    def test_truncated_zip_is_refused_and_nothing_is_published(self):
        archive = esco_bundle.write_zip(self.folder / "esco-v1.2.0.zip", esco_bundle.english_files())
        data = archive.read_bytes()
        archive.write_bytes(data[:len(data) // 2])
        result = programs.build(self.home, [archive], "--no-vectors", check=False)
        self.assertIn(result.returncode, (1, 3), result.stderr)
        self.assertIn("esco-v1.2.0.zip", result.stderr)
        self.assertFalse((self.home / "current").exists())

    def test_missing_column_is_named_with_its_file(self):
        files = esco_bundle.english_files()
        files["skills_en.csv"] = files["skills_en.csv"].replace(b"preferredLabel", b"label", 1)
        folder = esco_bundle.write_folder(self.folder / "esco-v1.2.0", files)
        result = programs.build(self.home, [folder], "--no-vectors", check=False)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("skills_en.csv", result.stderr)
        self.assertIn("preferredLabel", result.stderr)
        self.assertFalse((self.home / "current").exists())

    def test_bad_record_is_located_and_tolerated_only_if_asked(self):
        files = esco_bundle.english_files()
        files["skills_en.csv"] = files["skills_en.csv"].replace(b"supplier invoices", b"\xffinvoices", 1)
        folder = esco_bundle.write_folder(self.folder / "esco-v1.2.0", files)
        refused = programs.build(self.home, [folder], "--no-vectors", check=False)
        self.assertEqual(refused.returncode, 1, refused.stderr)
        self.assertRegex(refused.stderr, r"skills_en\.csv:2\b")
        self.assertIn("preferredLabel", refused.stderr)
        # The record itself, and the three relations that lose an end with it.
        tolerated = programs.build(self.home, [folder], "--no-vectors", "--max-bad-records", "4",
                                   check=False)
        self.assertEqual(tolerated.returncode, 0, tolerated.stderr)

    def test_killed_build_leaves_the_current_generation(self):
        programs.build(self.home, [self.english()])
        before = os.readlink(self.home / "current")
        killed_while_working = 0
        # The build is killed after longer and longer times, so that every stage gets hit.
        for delay in (0.02, 0.05, 0.1, 0.2, 0.4, 0.8):
            french = esco_bundle.write_zip(self.folder / f"esco-v1.2.0-{delay}.zip",
                                           esco_bundle.french_files())
            builder = subprocess.Popen(
                [programs.INDEXER, "build", "--esco", str(self.folder / "esco-v1.2.0"), "--esco",
                 str(french), "--oqf", programs.OQF, "--encoder", programs.ENCODER, "--output",
                 str(self.home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            builder.send_signal(signal.SIGKILL)
            finished = builder.wait(programs.TIMEOUT) == 0
            # Whenever it was killed, what is current is whole: the old generation, or, once the
            # build has published, the new one.
            self.assertEqual(programs.verify(self.home).returncode, 0)
            if os.readlink(self.home / "current") != before:
                break  # Later ones would be published too.
            self.assertFalse(finished)
            killed_while_working += 1
        self.assertGreater(killed_while_working, 0)
        # What the killed builds left does not stand in the way of the next.
        self.assertEqual(programs.build(self.home, [self.folder / "esco-v1.2.0"]).returncode, 0)
        self.assertEqual(programs.verify(self.home).returncode, 0)


class DamageTest(unittest.TestCase):
    def test_a_flipped_byte_in_any_file_is_found(self):
        home = programs.copy_of_shared_home(programs.ScratchFolder(self).path)
        generation = programs.generation_folder(home)
        files = sorted(path for path in generation.rglob("*") if path.is_file())
        self.assertGreater(len(files), 8)
        for path in files:
            size = path.stat().st_size
            if size == 0:
                continue
            with self.subTest(file=path.relative_to(generation).as_posix()):
                for position in sorted({0, size // 2, size - 1}):
                    self.flip(path, position)
                    result = programs.verify(home)
                    self.flip(path, position)
                    self.assertNotEqual(result.returncode, 0, f"byte {position} of {size}")
        self.assertEqual(programs.verify(home).returncode, 0)

    @staticmethod
    def flip(path, position):
        with open(path, "r+b") as file:
            file.seek(position)
            byte = file.read(1)[0]
            file.seek(position)
            file.write(bytes([byte ^ 0x20]))

    def test_a_missing_and_a_shortened_file_are_found(self):
        home = programs.copy_of_shared_home(programs.ScratchFolder(self).path)
        labels = programs.generation_folder(home) / "labels.bin"
        data = labels.read_bytes()
        labels.write_bytes(data[:-1])
        self.assertNotEqual(programs.verify(home).returncode, 0)
        labels.unlink()
        missing = programs.verify(home)
        self.assertNotEqual(missing.returncode, 0)
        self.assertIn("labels.bin", missing.stderr)


if __name__ == "__main__":
    unittest.main()
