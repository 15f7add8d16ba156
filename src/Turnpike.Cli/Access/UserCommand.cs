using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Identity;

namespace Turnpike.Cli.Access;

/// <summary>Declares <c>turnpike user</c>: who can sign in, for whoever gives access.</summary>
internal static class UserCommand
{
    public const string Examples = """
        Examples:
          turnpike user invite grace@example.com --name "Grace Hopper" --role approver
          turnpike user reset grace@example.com
          turnpike user list
          turnpike user disable grace@example.com

        An invitation is a link, shown once and good for three days, by which its reader sets a password that nobody else
        knows. `reset` makes one for somebody who forgot theirs. Send it by a way that only they read.
        """;

    private static readonly string[] s_roles = [.. Enum.GetValues<Role>().Select(Roles.NameOf)];

    public static Command Make(Screen screen, Option<bool> noColour) => new("user", "Invite people, and list, disable or remove them.")
    {
        MakeInvite(screen, noColour),
        MakeReset(screen, noColour),
        MakeList(screen, noColour),
        MakeSwitch("disable", "Keep somebody out; their sessions end at once.", isDisabled: true, screen, noColour),
        MakeSwitch("enable", "Let somebody in again.", isDisabled: false, screen, noColour),
        MakeRemove(screen, noColour),
    };

    private static Command MakeInvite(Screen screen, Option<bool> noColour)
    {
        var email = Email();
        var name = new Option<string?>("--name") { Description = "What others call them; else what stands before the @.", HelpName = "TEXT" };
        var role = new Option<string[]>("--role") { Description = $"What they may do, once or more: {string.Join(", ", s_roles)}.", HelpName = "ROLE", DefaultValueFactory = static _ => ["viewer"] }.AcceptOnlyFromAmong(s_roles);
        var command = new Command("invite", "Make a user, and the link by which they set their password.") { email, name, role };
        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var address = result.GetRequiredValue(email);
            var roles = result.GetRequiredValue(role).Select(static r => Roles.Parse(r)!.Value).Distinct().ToList();
            var made = await client.PostAsync<UserResource>("api/v1/users", new NewUserRequest(address, result.GetValue(name) ?? address.Split('@')[0], roles), cancellation);
            await ShowLinkAsync(client, made.Id, screen, cancellation);
            return ExitCode.Pass;
        });
    }

    private static Command MakeReset(Screen screen, Option<bool> noColour)
    {
        var email = Email();
        var command = new Command("reset", "Make a link by which somebody sets another password; until then the old one counts.") { email };
        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            await ShowLinkAsync(client, result.GetRequiredValue(email), screen, cancellation);
            return ExitCode.Pass;
        });
    }

    private static Command MakeList(Screen screen, Option<bool> noColour)
    {
        var format = Printed.TextOrJson();
        var command = new Command("list", "List everybody who can sign in.") { format };
        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var users = await WholeList.ReadAsync<UserResource>(client, "api/v1/users", [], cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(users) : Table.Write(["USER", "NAME", "ROLES", "SIGNS IN WITH", "SINCE"], [.. users.Select(Row)], screen.TableWidth));
            return ExitCode.Pass;
        });
    }

    private static Command MakeSwitch(string verb, string says, bool isDisabled, Screen screen, Option<bool> noColour)
    {
        var email = Email();
        return new ServerCommand().Make(new Command(verb, says) { email }, screen, noColour, async (result, client, cancellation) =>
        {
            var (user, tag) = await client.GetTaggedAsync<UserResource>(Path(result.GetRequiredValue(email)), cancellation);
            await client.PutAsync(Path(user.Id), new UserRequest(user.Name, user.Roles, isDisabled), tag, cancellation);
            screen.WriteLine($"{verb}d  {user.Id}");
            return ExitCode.Pass;
        });
    }

    private static Command MakeRemove(Screen screen, Option<bool> noColour)
    {
        var email = Email();
        var command = new Command("remove", "Remove a user with sessions and personal tokens; the ledger remembers.") { email };
        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var (user, tag) = await client.GetTaggedAsync<UserResource>(Path(result.GetRequiredValue(email)), cancellation);
            await client.DeleteAsync(Path(user.Id), tag, cancellation);
            screen.WriteLine($"removed  {user.Id}");
            return ExitCode.Pass;
        });
    }

    private static async Task ShowLinkAsync(ApiClient client, string id, Screen screen, CancellationToken cancellation)
    {
        var made = await client.PostAsync<InvitationResource>(Path(id) + "/invitation", null, cancellation);
        screen.WriteLine(made.Link);
        Screen.WriteError($"for {made.User}, once, until {Printed.Time(made.ExpiresAt)} UTC; it is not shown again");
    }

    private static string[] Row(UserResource user) =>
    [
        user.Id, user.Name, string.Join(", ", user.Roles.Select(Roles.NameOf)),
        user.IsDisabled ? "nothing: disabled" : user.Provider ?? (user.HasPassword ? "a password" : "nothing yet: invited"), Printed.Date(user.CreatedAt),
    ];

    private static Argument<string> Email() => new("EMAIL") { Description = "Whom it is about." };

    private static string Path(string id) => "api/v1/users/" + Uri.EscapeDataString(id.Trim().ToLowerInvariant());
}
