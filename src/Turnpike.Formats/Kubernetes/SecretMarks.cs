using Turnpike.Values;

namespace Turnpike.Formats.Kubernetes;

/// <summary>Marks what a Secret keeps, also where kubectl has copied the whole object into an annotation.</summary>
internal static class SecretMarks
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static ObjectValue Mark(ObjectValue secret)
    {
        secret = MarkValues(MarkValues(secret, "data"), "stringData");
        return secret.Get("metadata") is ObjectValue metadata && metadata.Get("annotations") is ObjectValue annotations && annotations.Get(LastApplied) is { } copy
            ? secret.With("metadata", metadata.With("annotations", annotations.With(LastApplied, copy.ToSensitive())))
            : secret;
    }

    // The names of the entries are no secret, and rules ask for them.
    private static ObjectValue MarkValues(ObjectValue secret, string key)
    {
        if (secret.Get(key) is not ObjectValue entries)
        {
            return secret;
        }

        var values = entries.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i].ToSensitive();
        }

        return secret.With(key, ObjectValue.Create(entries.Shape, values));
    }
}
