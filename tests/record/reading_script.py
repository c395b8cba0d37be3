"""Run by tests as a program: reads a folder into a record with the stand-ins, in processes of its own.

usage: reading_script.py RECORD FOLDER JOBS
"""

# ruff: noqa: T201

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import stand_ins

stand_ins.install()  # also where a spawned process imports this file anew

if __name__ == "__main__":
    import whence.weighing.reuse.index  # noqa: F401 - loaded later it would put the real room in the stand-in's place
    from whence.record import Record

    stand_ins.install()

    address, folder, jobs = sys.argv[1:]
    with Record.open(address) as record:
        intake = record.read([folder], jobs=int(jobs), progress=lambda p: print(p.done, p.total, p.name, flush=True))
    print(f"kept {intake.kept} unchanged {intake.unchanged}")
    for error in intake.refused:
        print(f"refused {error}")
    for note in intake.notes:
        print(f"note {note}")
