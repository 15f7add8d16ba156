using System.CommandLine;
using System.Globalization;

namespace Turnpike.Cli.Client;

/// <summary>Options that take a whole number. Strings on purpose: an Option&lt;long&gt; has to be compiled at run time, at every start.</summary>
internal static class Numbers
{
    public static Option<string> Option(string name, long initial, string unit, string description, long least, long most)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = unit,
            DefaultValueFactory = _ => initial.ToString(CultureInfo.InvariantCulture),
        };
        option.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>() ?? "";
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            {
                var range = most == long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{least} on") : string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
                result.AddError($"{name} takes a whole number from {range}, not \"{text}\"");
            }
        });
        return option;
    }

    /// <summary>From 0 on; null where it is not given.</summary>
    public static Option<string?> Optional(string name, string unit, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = unit };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"{name} takes a whole number, not \"{text}\"");
            }
        });
        return option;
    }

    public static long In(ParseResult result, Option<string> option) => long.Parse(result.GetRequiredValue(option), CultureInfo.InvariantCulture);
}
