using System.CommandLine;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Rego;

/// <summary>The option that says what input and data look like.</summary>
internal sealed class SchemaOption
{
    private readonly Option<string?> _schema = new("--schema", "-s") { Description = "JSON schema of the input; a folder holds those that annotations name (schema.acl.users is acl/users.json).", HelpName = "PATH" };

    public void AddTo(Command command) => command.Add(_schema);

    /// <summary>Null where none was asked for, and where it cannot be read.</summary>
    public SchemaSet? Read(ParseResult result, DiagnosticBag diagnostics)
    {
        if (result.GetValue(_schema) is not { } path)
        {
            return null;
        }

        if (!Directory.Exists(path))
        {
            return InputFile.Read(path, diagnostics) is { } schema ? SchemaSet.ForInput(schema) : null;
        }

        var schemas = new List<KeyValuePair<string, Value>>();
        foreach (var file in Directory.GetFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (InputFile.Read(file, diagnostics) is { } schema)
            {
                var name = Path.ChangeExtension(Path.GetRelativePath(path, file), null);
                schemas.Add(KeyValuePair.Create(name.Replace(Path.DirectorySeparatorChar, '.'), schema));
            }
        }

        return new SchemaSet(schemas);
    }
}
