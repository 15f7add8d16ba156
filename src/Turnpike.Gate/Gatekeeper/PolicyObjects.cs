using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Reads Kubernetes objects from files, YAML or JSON; lists are taken apart.</summary>
internal static class PolicyObjects
{
    /// <summary>Whether a file may hold policy of Gatekeeper at all: others beside it are not looked into.</summary>
    public static bool MayBeIn(SourceText file) => file.Utf8.Span.IndexOf(".gatekeeper.sh/"u8) >= 0;

    public static List<PolicyObject> Read(SourceText file, DiagnosticBag diagnostics)
    {
        var objects = new List<PolicyObject>();
        foreach (var document in YamlReader.Read(file, diagnostics, YamlLimits.Default))
        {
            if (document.Value is ObjectValue value)
            {
                Add(value, file, new YamlLocator(file, document.Span, YamlLimits.Default), ValuePath.Root, objects);
            }
        }

        return objects;
    }

    private static void Add(ObjectValue value, SourceText file, YamlLocator locator, ValuePath above, List<PolicyObject> objects)
    {
        if (PolicyObject.TextOf(value.Get("kind")).EndsWith("List", StringComparison.Ordinal) && value.Get("items") is ArrayValue items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is ObjectValue item)
                {
                    Add(item, file, locator, above.Append("items").Append(i), objects);
                }
            }
        }
        else
        {
            objects.Add(new PolicyObject(value, file, locator, above));
        }
    }
}
