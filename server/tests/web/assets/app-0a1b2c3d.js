export const greeting = "good morning, good morning, good morning";
