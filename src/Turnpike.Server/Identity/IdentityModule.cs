using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Governance.People;
using Turnpike.Ledger.Events;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Invitations;
using Turnpike.Server.Identity.Oidc;
using Turnpike.Server.Identity.Passwords;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.Setup;
using Turnpike.Server.Identity.SignIns;
using Turnpike.Server.Identity.Tokens;

namespace Turnpike.Server.Identity;

/// <summary>Who people and programs are: accounts, sessions, tokens, providers.</summary>
internal static class IdentityModule
{
    public static void Add(IServiceCollection services)
    {
        services.AddSchema(IdentitySchema.Steps);
        services.AddSingleton(static s => s.GetRequiredService<ServerSettings>().Identity);
        services.AddSingleton(static s => new PasswordVault(ScryptCost.Of(Settings(s).PasswordCost)));
        services.AddSingleton<IdentityDatabase>().AddSingleton<PublicAddress>();
        services.AddSingleton(static s => new SessionCookie(s.GetRequiredService<PublicAddress>()));
        services.AddSingleton(static s => new AccountStore(Database(s)));
        services.AddSingleton<SignInBackOff>().AddSingleton<SignInParts>();
        services.AddSingleton(static s => new SignIn(Parts(s)));
        services.AddSingleton(static s => new SignOut(Database(s)));
        services.AddSingleton(static s => new SetupLink(Database(s), s.GetRequiredService<PublicAddress>(), Time(s)));
        services.AddSingleton(static s => new SetUpFirstUser(Parts(s)));
        services.AddSingleton(static s => new InviteUser(Database(s), Settings(s), s.GetRequiredService<PublicAddress>(), Time(s)));
        services.AddSingleton(static s => new AcceptInvitation(Parts(s)));
        services.AddSingleton(static s => new ChangeUser(Parts(s)));
        services.AddSingleton(static s => new ChangePassword(Parts(s)));
        services.AddSingleton(static s => new RemoveUser(Database(s), Time(s)));
        services.AddSingleton(static s => new OidcProviders(Settings(s), s.GetRequiredService<PublicAddress>(), Time(s)));
        services.AddSingleton<OidcAttempts>().AddSingleton<OidcAccounts>().AddSingleton<OidcSignIn>();
        services.AddSingleton(static s => new CreateUser(Database(s), Vault(s), s.GetRequiredService<NotePerson>(), Time(s)));
        services.AddSingleton(static s => new SessionStore(Database(s), Settings(s), Time(s)));
        services.AddSingleton(static s => new TokenStore(Database(s), Time(s)));
        services.AddSingleton(static s => new CreateToken(Database(s), Settings(s), Time(s), s.GetRequiredService<IdSource>()));
        services.AddSingleton(static s => new RevokeToken(Database(s), Time(s)));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        SessionEndpoints.Map(routes);
        UserEndpoints.Map(routes);
        InvitationEndpoints.Map(routes);
        TokenEndpoints.Map(routes);
        OidcEndpoints.Map(routes);
    }

    private static SignInParts Parts(IServiceProvider services) => services.GetRequiredService<SignInParts>();

    private static IdentityDatabase Database(IServiceProvider services) => services.GetRequiredService<IdentityDatabase>();

    private static PasswordVault Vault(IServiceProvider services) => services.GetRequiredService<PasswordVault>();

    private static IdentitySettings Settings(IServiceProvider services) => services.GetRequiredService<IdentitySettings>();

    private static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<TimeProvider>();
}
