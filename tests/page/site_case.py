# SPDX-License-Identifier: Apache-2.0
"""A test case with the real server, the sample catalogue, and Chromium in front of them."""

import http.client
import json
import os
import pathlib
import time
import unittest

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

import crosswalk_programs as programs

AXE = pathlib.Path(os.environ["CROSSWALK_TEST_AXE"])
# What WCAG 2.2 AA asks, and what axe's authors advise beyond.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Seconds; generous, for loaded machines.
PATIENCE = 60
DESKTOP = (1200, 900)
PHONE = (390, 844)
# What 400 % zoom leaves of a screen of 1,280 pixels.
ZOOMED = (320, 256)

# Runs before the page's own script: notes what the budgets speak of, and what goes wrong.
OBSERVERS = """
window.noted = {shift: 0, longTasks: [], errors: []};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) noted.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) noted.longTasks.push(entry.duration);
}).observe({type: 'longtask', buffered: true});
addEventListener('error', (event) => noted.errors.push(String(event.message)));
addEventListener('unhandledrejection', (event) => noted.errors.push(String(event.reason)));
addEventListener('securitypolicyviolation', (event) =>
  noted.errors.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


class SiteCase(unittest.TestCase):
    """One server and one browser for all tests of a class."""

    SAMPLES = True  # Whether the sample catalogue is published.

    @classmethod
    def setUpClass(cls):
        cls.holder = unittest.TestCase()
        cls.addClassCleanup(cls.holder.doCleanups)
        folder = programs.ScratchFolder(cls.holder).path
        port_file = folder / "http-port"
        cls.server = programs.Server(cls.holder, programs.shared_home(), "--registry",
                                     str(folder / "registry.db"),
                                     "--http-port-file", str(port_file), "--log-level", "error")
        cls.server.wait_until(port_file.exists, "it answers HTTP")
        cls.port = int(port_file.read_text(encoding="utf-8"))
        cls.origin = f"http://127.0.0.1:{cls.port}"
        if cls.SAMPLES:
            filled = programs.client(cls.server.address, "demo")
            assert filled.returncode == 0, filled.stdout + filled.stderr
            cls.wait_for_index()
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                         "--lang=en-CA", "--accept-lang=en-CA"):
            options.add_argument(argument)
        options.add_experimental_option(
            "prefs", {"download.default_directory": str(folder / "downloads")})
        cls.downloads = folder / "downloads"
        cls.browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.set_script_timeout(PATIENCE)
        cls.devtools("Page.addScriptToEvaluateOnNewDocument", source=OBSERVERS)
        cls.resize(*DESKTOP)

    @classmethod
    def wait_for_index(cls):
        def complete():
            fresh = cls.call("GET", "credentials:search?pageSize=1&skipFacets=true")["freshness"]
            return (int(fresh.get("credentialCount", 0)) > 0 and not fresh.get("building")
                    and fresh.get("indexedSequence") == fresh.get("latestSequence"))
        cls.server.wait_until(complete, "everything published can be found")

    @classmethod
    def call(cls, verb, path, message=None):
        """The API's answer, beside the browser."""
        connection = http.client.HTTPConnection("127.0.0.1", cls.port, timeout=PATIENCE)
        connection.request(verb, f"/v1/{path}", None if message is None else json.dumps(message),
                           {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
        connection.close()
        assert response.status == 200, answer
        return answer

    @classmethod
    def keep(cls, name, options="", **fields):
        cls.call("POST", f"credentials{options}", {
            "name": f"credentials/{name}", "issuer": {"id": "brisklane", "name": {"en": "Brisklane", "fr": "Brisklane"}},
            "title": {"en": "Ledgers by hand"}, "type": "CREDENTIAL_TYPE_MICRO_CREDENTIAL", **fields})

    @classmethod
    def devtools(cls, method, **parameters):
        return cls.browser.execute_cdp_cmd(method, parameters)

    @classmethod
    def resize(cls, width, height):
        cls.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=width < 500)

    @classmethod
    def emulate(cls, media="", **features):
        cls.devtools("Emulation.setEmulatedMedia", media=media, features=[
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()])

    def setUp(self):
        self.resize(*DESKTOP)
        self.emulate()
        self.addCleanup(self.check_nothing_went_wrong)

    def check_nothing_went_wrong(self):
        self.assertEqual(self.script("return window.noted ? noted.errors : []"), [])

    def script(self, text, *arguments):
        return self.browser.execute_script(text, *arguments)

    def open(self, path):
        self.browser.get(self.origin + path)
        self.settle()

    def settle(self):
        """Waits until there is a heading and nothing says that it is still working."""
        self.until(lambda: self.script(
            "return Boolean(document.querySelector('main h1, main [role=alert]')) && "
            "!document.querySelector('main [aria-busy=true], main .loading')"), "the view is complete")

    def until(self, condition, what, seconds=20):
        """Waits for something true and gives it."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                value = condition()
            except StaleElementReferenceException:
                value = None
            if value:
                return value
            if time.monotonic() > deadline:
                self.fail(f"waited too long until {what}; the page says:\n{self.text()}")
            time.sleep(0.03)

    def text(self, selector="body"):
        return self.script("return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.until(lambda: self.all(selector), f"there is {selector}")[0]

    def named(self, name, selector="button, a, summary, input, select, textarea"):
        """The first visible control whose accessible name or text begins with `name`."""
        find = """
            return [...document.querySelectorAll(arguments[1])].find((element) =>
              element.checkVisibility() && [element.getAttribute('aria-label'), element.innerText,
                ...[...(element.labels ?? [])].map((label) => label.innerText)]
                .some((text) => text?.replaceAll('\\u00a0', ' ').trim().startsWith(arguments[0]))) ?? null;"""
        return self.until(lambda: self.script(find, name, selector), f"there is a control {name!r}")

    def press(self, name, selector="button, a, summary"):
        control = self.named(name, selector)
        self.script("arguments[0].scrollIntoView({block: 'center'})", control)
        control.click()

    def type(self, selector, text):
        field = self.one(selector)
        field.clear()
        field.send_keys(text)
        return field

    def lang_of(self, element):
        """The language that a screen reader would read an element in."""
        return self.script("return arguments[0].closest('[lang]').getAttribute('lang')", element)

    def assert_accessible(self, state):
        """axe finds nothing, and nothing sticks out to the side."""
        if not self.script("return Boolean(window.axe)"):
            self.script(AXE.read_text(encoding="utf-8"))
        found = self.browser.execute_async_script("""
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}}).then((result) =>
              done(result.violations.map((each) => `${each.id}: ${each.help}\\n    ` +
                each.nodes.slice(0, 4).map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join('\\n    '))),
              (error) => done([String(error)]));""", RULES)
        self.assertEqual(found, [], f"{state} at {self.browser.current_url}")
        wide = self.script("""
            return document.documentElement.scrollWidth > document.documentElement.clientWidth ?
              [...document.querySelectorAll('main *')].filter((element) =>
                element.getBoundingClientRect().right > innerWidth + 1).slice(0, 3)
                .map((element) => element.outerHTML.slice(0, 150)) : []""")
        self.assertEqual(wide, [], f"{state} at {self.browser.current_url} needs sideways scrolling")
