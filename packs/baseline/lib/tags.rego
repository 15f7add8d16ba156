# Tags as people write them: case and separators do not matter.
package turnpike.baseline.lib.tags

# What a resource is tagged with, provider-wide default tags included where the plan shows them.
of(attributes) := attributes.tags_all

of(attributes) := attributes.tags if not attributes.tags_all

normal(key) := lower(strings.replace_n({"-": "", "_": "", " ": "", ".": "", ":": "", "/": ""}, key))

# The tags that say something, by their normal names.
names(tags) := {normal(key) | some key, value in tags; value != ""}

has(tags, wanted) if {
	some name in wanted
	normal(name) in names(tags)
}

# The environment a resource says it belongs to.
environment(attributes) := lower(value) if {
	some key, value in of(attributes)
	normal(key) in {"environment", "env", "stage"}
}

# Made to be thrown away: review, preview and sandbox environments, or anything with a time to live.
ephemeral(attributes) if {
	some pattern in ["review*", "preview*", "ephemeral*", "sandbox*", "pr-*", "tmp*"]
	glob.match(pattern, [], environment(attributes))
}

ephemeral(attributes) if has(of(attributes), ["ttl", "expires"])
