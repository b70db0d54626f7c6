/** What a program that asks git for its version is told. */
export const version = "2.52.0.tabsmith";
