"""The life of a group's plan:

draft → with the members → agreed     by the last member head, or settled when enough have agreed
agreed → under way                    with its first activity that is booked or done
any → closed                          with what came of it; the next plan begins anew

Each change leaves a version, so that everybody sees what changed since they agreed."""
