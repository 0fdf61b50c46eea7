#!/bin/sh
# A SIMULATION of talosctl for 'praxis demo': it resets nothing and talks to nobody. It writes down how it was called.
{
    echo "call"
    for argument in "$@"; do
        printf 'argument %s\n' "$argument"
    done
} >>"${0%/*}/calls"
echo "simulated talosctl: pretending to run '$1', no cluster is touched"
