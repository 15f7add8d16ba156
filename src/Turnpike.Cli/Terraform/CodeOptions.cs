using System.CommandLine;
using System.CommandLine.Parsing;
using Turnpike.Cli.Files;
using Turnpike.Cli.Policies;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Text;

namespace Turnpike.Cli.Terraform;

/// <summary>What Terraform would be told beside the code: options that check and terraform share.</summary>
internal sealed class CodeOptions
{
    private const string VariablePrefix = "TF_VAR_";

    private readonly Option<string[]> _variables = new("--var", "-var")
    {
        Description = "A root variable's value, NAME=VALUE as Terraform takes it; may be repeated. TF_VAR_NAME, terraform.tfvars and *.auto.tfvars are read as Terraform does.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string[]> _variableFiles = new("--var-file", "-var-file") { Description = "A file of values; may be repeated. A later --var or --var-file wins.", HelpName = "FILE" };

    private readonly Option<string?> _workspace = new("--workspace") { Description = "What terraform.workspace is; else TF_WORKSPACE, else default.", HelpName = "NAME" };

    private readonly Option<string?> _mirror = new("--mirror")
    {
        Description = "A folder with the modules that registry and git sources name (registry.terraform.io/NAMESPACE/NAME/PROVIDER/VERSION, github.com/ORG/REPO). Nothing is ever fetched.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _schemas = new("--provider-schema")
    {
        Description = "The schema of a provider, from terraform providers schema -json; may be repeated. AWS's comes with Turnpike.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _tree = new("--tree")
    {
        Description = "The folder that modules and files may be read from; else the repository that holds the code, or its folder where there is none.",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _variables, _variableFiles, _workspace, _mirror, _schemas, _tree })
        {
            command.Add(option);
        }

        _variables.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
                {
                    result.AddError($"--var takes NAME=VALUE, not \"{token.Value}\"");
                }
            }
        });
    }

    public CodeChoice Read(ParseResult result) => new()
    {
        Arguments = InOrder(result),
        Workspace = result.GetValue(_workspace) ?? (Environment.GetEnvironmentVariable("TF_WORKSPACE") is { Length: > 0 } set ? set : "default"),
        Mirror = result.GetValue(_mirror),
        SchemaFiles = result.GetValue(_schemas) ?? [],
        Tree = result.GetValue(_tree),
    };

    // The two options keep their order among each other, which says which value wins.
    private static List<(bool IsFile, string Text)> InOrder(ParseResult result)
    {
        var found = new List<(bool, string)>();
        bool? isFile = null;
        foreach (var token in result.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                isFile = token.Value is "--var" or "-var" ? false : token.Value is "--var-file" or "-var-file" ? true : null;
            }
            else if (isFile is { } kind && token.Type == TokenType.Argument)
            {
                found.Add((kind, token.Value));
                isFile = null;
            }
        }

        return found;
    }

    /// <summary>The values of the environment that Terraform reads.</summary>
    public static Dictionary<string, string> EnvironmentVariables()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry is { Key: string name, Value: string value } && name.StartsWith(VariablePrefix, StringComparison.Ordinal))
            {
                values[name[VariablePrefix.Length..]] = value;
            }
        }

        return values;
    }
}

/// <summary>What the user said about how to read code.</summary>
internal sealed record CodeChoice
{
    public static CodeChoice Default { get; } = new();

    public IReadOnlyList<(bool IsFile, string Text)> Arguments { get; init; } = [];

    public string Workspace { get; init; } = "default";

    public string? Mirror { get; init; }

    public IReadOnlyList<string> SchemaFiles { get; init; } = [];

    public string? Tree { get; init; }

    public TerraformOptions Read(string? mirror, DiagnosticBag diagnostics)
    {
        var arguments = new List<VariableArgument>(Arguments.Count);
        foreach (var (isFile, text) in Arguments)
        {
            if (!isFile)
            {
                var at = text.IndexOf('=', StringComparison.Ordinal);
                arguments.Add(new VariableText(text[..at], text[(at + 1)..]));
            }
            else if (TextFolder.ReadFile(text, text, diagnostics) is { } file)
            {
                arguments.Add(new VariableFile(file));
            }
        }

        return new TerraformOptions
        {
            Workspace = Workspace,
            Arguments = arguments,
            EnvironmentVariables = CodeOptions.EnvironmentVariables(),
            ModuleMirror = mirror,
            Schemas = ReadSchemas(diagnostics),
        };
    }

    private ProviderSchemas ReadSchemas(DiagnosticBag diagnostics)
    {
        var schemas = ProviderSchemas.Builtin;
        foreach (var shipped in PackFolder.ReadSchemas(diagnostics))
        {
            schemas = With(schemas, shipped, diagnostics);
        }

        foreach (var path in SchemaFiles)
        {
            if (TextFolder.ReadFile(path, path, diagnostics) is { } source)
            {
                schemas = With(schemas, source, diagnostics);
            }
        }

        return schemas;
    }

    private static ProviderSchemas With(ProviderSchemas schemas, SourceText source, DiagnosticBag diagnostics)
    {
        var read = !ProviderSchema.IsCompact(source) ? ProviderSchema.ReadTerraform(source, diagnostics)
            : ProviderSchema.ReadCompact(source, diagnostics) is { } one ? [one]
            : [];
        foreach (var schema in read)
        {
            schemas = schemas.With(schema);
        }

        return schemas;
    }
}
