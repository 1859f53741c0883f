/** What `sim --help` says. */
export const help = `Runs protocols on simulated networks without a browser.

npm run --silent sim -- run FILE [--seed N] [--until-ms T] [--commands ROWS] [--bugs LIST]
                               [--json] [--trace OUT.jsonl]
    Runs FILE: a scenario file, a session file, the id of a scenario of the catalogue, or a link in quotes.
    --seed N          overrides the seed of the scenario and of the session
    --until-ms T      overrides the simulated time at which the run ends
    --commands ROWS   a CSV or JSON file of deposits and transfers, in the place of the workload's rows
    --bugs LIST       rules to remove in the place of the scenario's, with commas between, or none; expects
                      only that no verdict is violated
    --json            prints one JSON object, and nothing else, on standard output
    --trace OUT.jsonl writes every event of the trace as one line of JSON; application states are left out

npm run --silent sim -- swarm --protocol P --seeds A..B [--liars | --colluders] [--save DIR]
                                 [--json]
    Runs one drawn scenario per seed, A and B included: sizes, delays, losses, crashes and partitions differ.
    --liars           some of the f faulty replicas lie, by any behaviour with drawn parameters
    --colluders       f + 1 replicas lie together: forks are counted, and only false convictions fail
    --save DIR        writes each failing run as a session file for \`run\`
    --json            prints { protocol, seeds, runs, violated, stalled, wallMs }

npm run --silent sim -- minimise FILE [--verdict ID] [--out FILE] [--json]
    Leaves out of a failing run what is not needed to break the same verdict: FILE as for run.
    --verdict ID      the verdict that must stay violated; without it, the one that is violated first
    --out FILE        writes the smallest run found as a session file for run
    --json            prints { verdict, because, event, before, after, runs, complete, heldFor, wallMs,
                      link, session }

npm run --silent sim -- grade FILE… [--json]
    Replays hand-ins of challenges and prints who solved what, and why or why not.

npm run --silent sim -- list [--json]
    Lists the catalogue.

npm run --silent sim -- schema
    Prints the JSON Schema of scenario and session files.

npm run --silent sim -- --help
    Says all this.

Exit code 0: as expected; where nothing is expected, no verdict is violated; a swarm has no failing run.
Exit code 1: not as expected; standard error says what.
Exit code 2: bad input; one line on standard error says what was expected, what was found and where.
Exit code 3: a defect of this program; standard error says where.
Long runs show their progress on standard error.
`;
