using IqWorkflows.Casework;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Accounts;

/// <summary>What is wrong with an account or a centre, as the form shows it.</summary>
internal static class AccountProblem
{
    public static Problem Of(Visit visit, Obstacle reason) => new(
        visit["Account." + reason.Code],
        reason.Code switch
        {
            "name-unusable" or "name-taken" or "staff-taken" => "name",
            "full-name-missing" => "fullName",
            "mail-unusable" => "mail",
            "role-missing" or "role-unknown" or "not-yours" or "yourself" or "last-operator" or "provider-alone" or "wrong-side" => "role",
            "centre-unknown" or "has-cases" => "centre",
            "deputy-unusable" => "deputy",
            "provider-unusable" => "provider",
            "centre-id-unusable" or "centre-taken" => "id",
            "centre-name" => "centreName",
            "centre-land" or "centre-fixed" => "land",
            "centre-kind" => "kind",
            "centre-ags" => "ags",
            "centre-long" => "address",
            _ => null,
        });
}
