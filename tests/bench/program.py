# SPDX-License-Identifier: MIT
"""What a Python program asks of malloc: JSON, dictionaries, strings, objects.

program.py [PERCENT]; prints one number, the same with each allocator. Run with
PYTHONMALLOC=malloc, or Python's own allocator answers the small requests.
"""
import json
import sys


class Person:
    def __init__(self, number):
        self.name = "person %d" % number
        self.tags = [str(number + i) for i in range(5)]
        self.place = {"street": "street %d" % (number % 97), "number": number}


def rounds(count):
    total = 0
    for turn in range(count):
        people = [Person(i * 7 + turn) for i in range(3000)]
        text = json.dumps([vars(person) for person in people])
        back = json.loads(text)
        by_street = {}
        for person in back:
            by_street.setdefault(person["place"]["street"], []).append(person["name"])
        words = " ".join(" ".join(names) for names in by_street.values()).split()
        total += len(text) + len(words) + len("".join(sorted(words)))
    return total


percent = int(sys.argv[1]) if len(sys.argv) > 1 else 100
print(rounds(max(1, 12 * percent // 100)))
