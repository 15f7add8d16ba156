# What it means that an attribute is set.
package turnpike.baseline.lib.values

# Neither left out nor empty: providers read an unset text back as "".
present(value) if {
	value != null
	value != ""
}
