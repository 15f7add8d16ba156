using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Files;
using Turnpike.Rego;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Bundles;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego eval</c>.</summary>
internal sealed class EvalCommand
{
    public const string Examples = """
        Examples:
          turnpike rego eval -d policy/ -i input.json data.authz.allow
          turnpike rego eval -d policy/ -I --format raw 'data.authz.reasons[_]' < input.json
          turnpike rego eval 'x := {1, 2}[_]; x > 1' --format bindings
          turnpike rego eval -b bundle.tar.gz --fail-defined 'data.main.deny[_]'

        Exit codes: 0 done; 1 as --fail or --fail-defined ask; 3 a policy, the query or its evaluation is at fault.
        """;

    private readonly Argument<string> _query = new("QUERY") { Description = "The query, such as data.authz.allow." };
    private readonly PolicyPaths _paths = new();
    private readonly Option<string?> _input = new("--input", "-i") { Description = "What policies read as input (JSON or YAML).", HelpName = "FILE" };
    private readonly Option<bool> _stdin = new("--stdin-input", "-I") { Description = "Read the input from standard input." };
    private readonly Option<string> _format = new Option<string>("--format", "-f") { Description = "The form of the answer: json, pretty, bindings, values, raw or discard.", HelpName = "FORMAT", DefaultValueFactory = static _ => "json" }
        .AcceptOnlyFromAmong("json", "pretty", "bindings", "values", "raw", "discard");
    private readonly Option<string?> _package = new("--package") { Description = "Read the query as if it stood in this package.", HelpName = "PATH" };
    private readonly Option<bool> _strictErrors = new("--strict-builtin-errors") { Description = "Stop at the first error of a builtin; else the call is undefined." };
    private readonly Option<bool> _strict = new("--strict", "-S") { Description = "Compile in strict mode." };
    private readonly Option<bool> _fail = new("--fail") { Description = "Exit with 1 where the query is undefined or empty." };
    private readonly Option<bool> _failDefined = new("--fail-defined") { Description = "Exit with 1 where the query has an answer." };
    private readonly Option<string> _explain = new Option<string>("--explain") { Description = "With notes: show what trace says, on standard error.", HelpName = "MODE", DefaultValueFactory = static _ => "off" }
        .AcceptOnlyFromAmong("off", "notes");
    private readonly OutsideOptions _outside = new();
    private readonly SchemaOption _schema = new();
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Stop after so long: 500ms, 10s, 2m.", HelpName = "TIME" };

    public Command Make(Screen screen)
    {
        var command = new Command("eval", "Evaluate a query over policies and data.") { _query };
        _paths.AddTo(command);
        foreach (var option in new Option[] { _input, _stdin, _format, _package, _strict, _strictErrors, _fail, _failDefined, _explain, _timeout })
        {
            command.Add(option);
        }

        _schema.AddTo(command);
        _outside.AddTo(command);

        _timeout.Validators.Add(result =>
        {
            if (Duration.Parse(result.GetValueOrDefault<string?>()) is null)
            {
                result.AddError("--timeout takes a time such as 500ms, 10s or 2m");
            }
        });
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var set = _paths.Load(result, diagnostics);
        var input = ReadInput(result, diagnostics);
        var options = RegoCompilerOptions.Default with
        {
            IsStrict = result.GetValue(_strict),
            QueryVersion = _paths.Version(result),
            Schemas = _schema.Read(result, diagnostics),
            Builtins = _outside.Apply(BuiltinRegistry.Default, result),
        };
        var query = diagnostics.HasErrors ? null : set.Compile(options, diagnostics)?.Prepare(result.GetRequiredValue(_query), diagnostics, Package(result));
        Screen.WriteDiagnostics(diagnostics);
        if (query is null || diagnostics.HasErrors)
        {
            return ExitCode.BadInput;
        }

        var answer = query.Evaluate(new EvaluationRequest
        {
            Input = input,
            Data = set.Data,
            Note = result.GetValue(_explain) == "notes" ? static note => Screen.WriteError("note: " + note) : null,
            StrictBuiltinErrors = result.GetValue(_strictErrors),
            Limits = EvaluationLimits.Default with { Time = Duration.Parse(result.GetValue(_timeout)) ?? Timeout.InfiniteTimeSpan },
        });
        foreach (var line in answer.Output)
        {
            Screen.WriteError(line);
        }

        screen.Write(AnswerText.Write(answer, result.GetRequiredValue(_query), _paths.Version(result), result.GetRequiredValue(_format)));
        if (answer.Error is { } error)
        {
            Screen.WriteError(error.ToString());
            return ExitCode.BadInput;
        }

        var isDefined = answer.Solutions.Count > 0;
        return (result.GetValue(_fail) && !isDefined) || (result.GetValue(_failDefined) && isDefined) ? ExitCode.Fail : ExitCode.Pass;
    }

    private string? Package(ParseResult result) =>
        result.GetValue(_package) is not { } name ? null : name.StartsWith("data.", StringComparison.Ordinal) ? name : "data." + name;

    private Value? ReadInput(ParseResult result, DiagnosticBag diagnostics)
    {
        var path = result.GetValue(_stdin) ? FoundFile.StandardInput : result.GetValue(_input);
        return path is null ? null : InputFile.Read(path, diagnostics);
    }
}

/// <summary>A document given as input: JSON, or YAML where the name says so.</summary>
internal static class InputFile
{
    public static Value? Read(string path, DiagnosticBag diagnostics)
    {
        var text = TextFolder.ReadFile(path, path, diagnostics);
        return text is null ? null
            : Path.GetExtension(path) is ".yaml" or ".yml" ? PolicySetReader.ReadYaml(text, diagnostics)
            : JsonReader.Read(text, diagnostics);
    }
}

/// <summary>Times as people write them.</summary>
internal static class Duration
{
    public static TimeSpan? Parse(string? text)
    {
        foreach (var (unit, milliseconds) in new[] { ("ms", 1.0), ("s", 1_000.0), ("m", 60_000.0), ("h", 3_600_000.0) })
        {
            if (text is not null && text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * milliseconds < int.MaxValue)
            {
                return TimeSpan.FromMilliseconds(number * milliseconds);
            }
        }

        return null;
    }
}
