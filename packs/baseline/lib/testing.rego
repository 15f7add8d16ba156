# Inputs for tests, as a resource rule sees them.
package turnpike.baseline.lib.testing

create(after) := {"actions": ["create"], "before": null, "after": after, "address": "t.a", "type": "t", "params": {}}

update(before, after) := {"actions": ["update"], "before": before, "after": after, "address": "t.a", "type": "t", "params": {}}

delete(before) := {"actions": ["delete"], "before": before, "after": null, "address": "t.a", "type": "t", "params": {}}

replace(before, after) := {"actions": ["delete", "create"], "before": before, "after": after, "address": "t.a", "type": "t", "params": {}}

# The same for a rule that tells types apart.
create_of(type, after) := object.union(create(after), {"type": type, "address": sprintf("%s.a", [type])})

with_params(made, params) := object.union(made, {"params": params})
